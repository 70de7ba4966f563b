/**
 * The language that is spoken now.
 *
 * `words` is a live binding: who reads it reads the catalogue of that moment. What has been drawn stays as it is, so the
 * popover draws itself anew where `spoken.language` changes.
 */
import { de } from "./de";
import { en } from "./en";
import { sayIn } from "./engine/said";
import { ja } from "./ja";
import type { Language } from "./language";
import type { Words } from "./type";

const CATALOGUES: Record<Language, Words> = { en, de, ja };

export let words: Words = en;

export const spoken = $state<{ language: Language }>({ language: "en" });

/** Speaks a language from now on, on the whole page. */
export function speak(language: Language): void {
  words = CATALOGUES[language];
  sayIn(language);
  spoken.language = language;
  document.documentElement.lang = language;
}
