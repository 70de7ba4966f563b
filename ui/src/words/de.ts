/** German. */
import { en } from "./en";
import { speech } from "./speech";
import type { Words } from "./type";

export const de: Words = { ...en, language: "de", number: speech("de").number };
