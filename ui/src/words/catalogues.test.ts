import { describe, expect, it } from "vitest";

import { job, plan } from "../sample/action";
import { environment } from "../sample/machine";
import { adviceOn } from "../sample/ways";
import { de } from "./de";
import { en } from "./en";
import { ja } from "./ja";

/** What a sentence may be about: each is tried with the first of these that it can be made with. */
const GIVEN: unknown[][] = [
  [2, ["pip"]],
  ["1.0", true, false],
  [["environment", "notebooks"], 1],
  [plan({ effects: ["one", "two"] }), 0],
  [environment("/p", { health: "broken" }), false],
  [job({ state: "queued" })],
  [adviceOn("pip install black", null)],
];

/** Names, and words that are the same in both languages. */
const SAME: Record<string, readonly string[]> = {
  de: ["pip", "pipx", "python", "Python", "Pythons", "Sandbox", "Tools", "Homebrew", "Name", "https://brew.sh", "2 Pythons"],
  ja: ["pip", "pipx", "python", "Python", "Homebrew", "https://brew.sh", "2"],
};

/** Every sentence of a catalogue by where it stands in it. */
function sentences(value: unknown, at: string): [string, string][] {
  if (typeof value === "string") return [[at, value]];
  if (typeof value === "function") return sentences(made(value as (...given: unknown[]) => unknown, at), `${at}()`);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => sentences(each, at === "" ? key : `${at}.${key}`));
}

function made(sentence: (...given: unknown[]) => unknown, at: string): unknown {
  for (const given of GIVEN) {
    try {
      return sentence(...given);
    } catch {
      // It is about something else.
    }
  }
  throw new Error(`Nothing here makes a sentence of ${at}`);
}

/** What is no sentence, is made of the engine's, or of a wish: those have a test of their own. */
const NAMES = /^(language|guard\.yours|apart\.line|number\(\)|ended\(\)|project\.tool\..*|settings\.(app\.title|language\.names\..*|version\(\))|activity\.deed\(\)|told\(\).*)$/;

const ENGLISH = new Map(sentences(en, "").filter(([at]) => !NAMES.test(at)));

describe.each([
  ["de", de],
  ["ja", ja],
] as const)("the catalogue %s", (language, catalogue) => {
  const spoken = new Map(sentences(catalogue, ""));

  it("has a sentence of its own for every English one", () => {
    const copied = [...ENGLISH].filter(([at, sentence]) => spoken.get(at) === sentence && !SAME[language]?.includes(sentence));
    expect(copied.filter(([, sentence]) => /\p{L}/u.test(sentence))).toEqual([]);
    expect([...ENGLISH.keys()].filter((at) => !spoken.has(at))).toEqual([]);
  });

  it("says virtual environment beside the sandbox where that is met first", () => {
    const term = { de: "Sandbox (virtuelle Umgebung)", ja: "サンドボックス（仮想環境）" }[language];
    for (const at of [catalogue.create.about, catalogue.told(["venv", "create", "/p/bot"]).about]) expect(at).toContain(term);
  });

  it("ends a sentence where the English one ends", () => {
    const ends = (sentence: string) => sentence.replace(/[.。]$/, ".").at(-1) === ".";
    expect([...ENGLISH].filter(([at, sentence]) => ends(sentence) !== ends(spoken.get(at) ?? "")).map(([at]) => at)).toEqual([]);
  });
});

it("German speaks to nobody by name, and has its own quotation marks", () => {
  const all = sentences(de, "").map(([, sentence]) => sentence);
  expect(all.filter((sentence) => /\b(Sie|Ihre?[mnrs]?|du|dein\w*|bitte)\b/.test(sentence))).toEqual([]);
  expect(all.filter((sentence) => sentence.includes('"'))).toEqual([]);
});

it("Japanese has no space beside what is not Latin", () => {
  const kana = "[\\u3040-\\u30ff\\u4e00-\\u9fff]";
  const spaced = new RegExp(`${kana} ${kana}|${kana} [A-Za-z]|[A-Za-z] ${kana}`);
  expect(sentences(ja, "").filter(([, sentence]) => spaced.test(sentence))).toEqual([]);
});
