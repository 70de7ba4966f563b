/** Japanese. */
import { en } from "./en";
import { speech } from "./speech";
import type { Words } from "./type";

export const ja: Words = { ...en, language: "ja", number: speech("ja").number };
