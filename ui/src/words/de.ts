/** German. */
import { en } from "./en";
import { speech } from "./speech";
import type { Words } from "./type";
import * as views from "./de/views";

export const de: Words = { ...en, ...views, language: "de", number: speech("de").number };
