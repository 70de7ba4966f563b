/** What the engine said, in the language that is spoken: the one way of its sentences to the reader. */
import { plain } from "../../text/sentence";
import type { Language } from "../language";
import { LINES } from "./lines";
import { translator, type Translate } from "./translate";

let translate: Translate = (sentence) => sentence;

/** Says all in one language from now on. */
export function sayIn(language: Language): void {
  translate = language === "en" ? (sentence) => sentence : translator(language, LINES);
}

/** A sentence of the engine's; one that is not known stays English. */
export function said(sentence: string): string {
  return translate(sentence);
}

/** The same where nothing can look different: read aloud, or as the name of an element. */
export function aloud(sentence: string): string {
  return plain(said(sentence));
}
