/** Japanese. */
import * as lessons from "./ja/lessons";
import * as notices from "./ja/notices";
import * as settings from "./ja/settings";
import { en } from "./en";
import { speech } from "./speech";
import type { Words } from "./type";

export const ja: Words = { ...en, language: "ja", number: speech("ja").number, ...lessons, ...notices, ...settings };
