/** German. */
import * as lessons from "./de/lessons";
import * as notices from "./de/notices";
import * as settings from "./de/settings";
import { en } from "./en";
import { speech } from "./speech";
import type { Words } from "./type";

export const de: Words = { ...en, language: "de", number: speech("de").number, ...lessons, ...notices, ...settings };
