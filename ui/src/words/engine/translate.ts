/**
 * The engine's sentences, which it says in English, in the reader's language.
 *
 * A sentence is found by its rarest word, so a look-up costs microseconds however many there are. What stands in a hole
 * is translated too: a sentence within a sentence, a list, a count. What is not known stays as it is.
 */
import type { Language } from "../language";
import { speech, type Forms } from "../speech";
import { filled, isNumber, template, wordsOf, type Template } from "./template";

/** A sentence in English, German and Japanese. */
export type Line = readonly [english: string, german: string | Forms, japanese: string];

export type Translate = (sentence: string) => string;

interface Known {
  english: Template;
  other: string | Forms;
}

/** As many sentences as are kept: more than a popover shows, fewer than a day of them. */
const KEPT = 500;

/** How deep a sentence can stand within others. */
const DEEPEST = 4;

export function translator(language: Exclude<Language, "en">, lines: readonly Line[]): Translate {
  const { number, list } = speech(language);
  const plurals = new Intl.PluralRules(language);
  const index = indexed(language, lines);
  const kept = new Map<string, string | null>();

  function whole(sentence: string, depth: number): string | null {
    const before = kept.get(sentence);
    if (before !== undefined) return before;
    const found = depth > DEEPEST ? null : (several(sentence, ENDS, depth) ?? matched(sentence, depth) ?? several(sentence, PARTS, depth));
    if (kept.size >= KEPT) kept.clear();
    kept.set(sentence, found);
    return found;
  }

  function matched(sentence: string, depth: number): string | null {
    const candidates = [...new Set(wordsOf(sentence))].flatMap((word) => index.get(word) ?? []);
    candidates.sort((one, other) => other.english.weight - one.english.weight);
    for (const { english, other } of candidates) {
      const read = english.read(sentence);
      if (!read) continue;
      const { holes, choices, first } = read;
      // A sentence that another one only ends is not that one.
      if (PARTS.test(first) && whole(first, depth + 1) === null) continue;
      const form = typeof other === "string" ? other : (other[plurals.select(firstNumber(holes))] ?? other.other);
      return filled(form, choices, (hole) => {
        const text = holes.get(hole) ?? "";
        return isNumber(hole) ? number(numberIn(text)) : part(text, depth + 1);
      });
    }
    return null;
  }

  /** What stands in a hole: a sentence of its own, a list, or a name that stays. */
  function part(text: string, depth: number): string {
    return whole(text, depth) ?? whole(begun(text), depth) ?? listed(text, depth) ?? text;
  }

  /** "a, b and c": names, of which none is long enough to be half a sentence. */
  function listed(text: string, depth: number): string | null {
    const items = text.split(/, | and /);
    if (items.length < 2 || items.some((item) => item.split(" ").length > 3)) return null;
    return list(items.map((item) => whole(item, depth + 1) ?? item));
  }

  /** Sentences that follow each other, if all of them are known: a mixture would be worse than English. */
  function several(sentence: string, ends: RegExp, depth: number): string | null {
    const pieces = sentence.split(ends);
    if (pieces.length < 2 && !sentence.endsWith(".")) return null;
    let all = "";
    for (const piece of pieces) {
      const end = /[.;]$/.exec(piece)?.[0] ?? "";
      const bare = end === "" ? piece : piece.slice(0, -1);
      const said = whole(bare, depth + 1) ?? whole(begun(bare), depth + 1);
      if (said === null) return null;
      all += language === "ja" ? said + (end && "。") : `${all && " "}${said}${end}`;
    }
    return all;
  }

  return (sentence) => whole(sentence, 0) ?? sentence;
}

/** A sentence that went on after a colon, as one of its own. */
function begun(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where a sentence ends and another begins, and where one that stands for itself may. */
const ENDS = /(?<=[.?]) /;
const PARTS = /(?<=[.?;]) /;

function indexed(language: Exclude<Language, "en">, lines: readonly Line[]): Map<string, Known[]> {
  const index = new Map<string, Known[]>();
  const known = lines.map(([english, german, japanese]) => ({ english: template(english), other: language === "de" ? german : japanese }));
  const common = new Map<string, number>();
  for (const word of known.flatMap(({ english }) => english.words)) common.set(word, (common.get(word) ?? 0) + 1);
  const times = (word: string) => common.get(word) ?? 0;
  for (const each of known) {
    const [first = ""] = each.english.words;
    const key = each.english.words.reduce((rarest, word) => (times(word) < times(rarest) ? word : rarest), first);
    index.set(key, [...(index.get(key) ?? []), each]);
  }
  return index;
}

function firstNumber(holes: Map<string, string>): number {
  const [, text = "0"] = [...holes].find(([hole]) => isNumber(hole)) ?? [];
  return numberIn(text);
}

function numberIn(text: string): number {
  return Number(text.replaceAll(",", ""));
}
