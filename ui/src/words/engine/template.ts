/**
 * A sentence with holes: read from a rendered one, and filled in another language.
 *
 * `{0}` is any text, `{n}` and `{m}` are numbers, `{v}` is a version and `{o}` the name of who owns a Python. `[comes|come]` is
 * one of the two; in the other language the same choice is made in the pair that stands at the same place. Between
 * backticks a hole ends where they end.
 */

const HOLE = /\{(\w+)\}|\[([^\][|]*)\|([^\]]*)\]/g;

const NUMBER = /^[nm]$/;

/** What may stand in the holes that are not for any text. */
const NARROW: Record<string, string> = { n: "\\d[\\d,]*", m: "\\d[\\d,]*", v: "\\d[\\w.+]*", o: "[\\w.+-]+(?: [\\w.+-]+)?" };

/** What stood in the holes of a sentence. */
export interface Read {
  holes: Map<string, string>;
  /** Which of each pair it was. */
  choices: (0 | 1)[];
  /** What stood in a hole for any text at the very beginning, or nothing. */
  first: string;
}

export interface Template {
  /** The words that stand in every sentence made of it. */
  words: string[];
  /** How many letters of it are not holes: the more, the surer it is. */
  weight: number;
  /** What stands in the holes of a sentence; null for a sentence that is not made of it. */
  read: (sentence: string) => Read | null;
}

export function template(english: string): Template {
  let reader: RegExp | null = null;
  const holes = [...english.matchAll(HOLE)];
  const letters = english.replace(HOLE, "\u0000");
  return {
    words: wordsOf(letters),
    weight: letters.replaceAll("\u0000", "").length,
    read: (sentence) => {
      reader ??= pattern(english);
      const found = reader.exec(sentence);
      if (!found) return null;
      const read: Read = { holes: new Map(), choices: [], first: /^\{\d\}/.test(english) ? (found[1] ?? "") : "" };
      for (const [at, [, name, one]] of holes.entries()) {
        const text = found[at + 1] ?? "";
        if (name === undefined) read.choices.push(text === one ? 0 : 1);
        else read.holes.set(name, text);
      }
      return read;
    },
  };
}

/** The words of a sentence that no hole touches. */
export function wordsOf(sentence: string): string[] {
  return sentence.split(/[^\p{L}\p{N}\u0000]+/u).filter((word) => word !== "" && !word.includes("\u0000"));
}

/** Puts into the holes what `fill` has for them, and takes the same of each pair as the English sentence did. */
export function filled(template: string, choices: readonly (0 | 1)[], fill: (hole: string) => string): string {
  let pair = 0;
  return template.replace(HOLE, (_, name: string | undefined, one = "", other = "") =>
    name === undefined ? (choices[pair++] === 1 ? other : one) : fill(name),
  );
}

export function isNumber(hole: string): boolean {
  return NUMBER.test(hole);
}

function pattern(english: string): RegExp {
  let typed = false;
  let made = "";
  let from = 0;
  const literal = (text: string) => {
    if (text.split("`").length % 2 === 0) typed = !typed;
    made += escaped(text);
  };
  for (const hole of english.matchAll(HOLE)) {
    literal(english.slice(from, hole.index));
    const [whole, name, one = "", other = ""] = hole;
    if (name === undefined) made += `(${escaped(one)}|${escaped(other)})`;
    else made += `(${NARROW[name] ?? (typed ? "[^`]+" : ".+?")})`;
    from = hole.index + whole.length;
  }
  literal(english.slice(from));
  return new RegExp(`^${made}$`, "us");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
