/** Numbers and lists as a sentence of one language has them. */
import type { Language } from "./language";

/** The forms of a counted thing, by the language's own plural rules; `#` is where the number stands. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface Speech {
  language: Language;
  /** "1,200". */
  number(number: number): string;
  /** "1 package", "2 packages", "1,200 packages". */
  count(number: number, forms: Forms): string;
  /** "a", "a and b", "a, b and c". */
  list(items: readonly string[]): string;
  /** A sentence that others follow, or that stands in a text, with its full stop. */
  ended(sentence: string): string;
}

export function speech(language: Language): Speech {
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  const lists = new Intl.ListFormat(language, { type: "conjunction" });
  const number = (number: number) => numbers.format(number);
  return {
    language,
    number,
    count: (many, forms) => (forms[plurals.select(many)] ?? forms.other).replace("#", number(many)),
    // English as the engine writes it too: without a comma before the last one.
    list: (items) => lists.format(items).replace(/, and /, " and "),
    ended: (sentence) => (language === "ja" ? `${sentence}。` : `${sentence}.`),
  };
}
