/** Japanese. */
import { en } from "./en";
import { speech } from "./speech";
import type { Words } from "./type";
import * as views from "./ja/views";

export const ja: Words = { ...en, ...views, language: "ja", number: speech("ja").number };
