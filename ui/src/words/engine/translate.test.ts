import { describe, expect, it } from "vitest";

import { LINES } from "./lines";
import { isNumber, template } from "./template";
import { translator, type Line } from "./translate";

const german = translator("de", LINES);
const japanese = translator("ja", LINES);

describe("a sentence of the engine's", () => {
  it("is said with what stood in its holes", () => {
    expect(german("`~/p/.venv` is whole, for Python 3.14.6")).toBe("`~/p/.venv` ist vollständig, für Python 3.14.6");
    expect(japanese("Create a sandbox for `天気`")).toBe("`天気`のサンドボックスを作成");
  });

  it("stays English when nobody knows it", () => {
    expect(german("A sentence from tomorrow, and 3 more")).toBe("A sentence from tomorrow, and 3 more");
    expect(german("")).toBe("");
  });

  it("stays English as a whole when half of it is not known", () => {
    const half = "Nothing outside of that folder is changed. The moon is";
    expect(german(half)).toBe(half);
  });

  it("follows the plural rules", () => {
    expect(german("1 thing to fix")).toBe("1 Sache zu beheben");
    expect(german("1,200 things to fix")).toBe("1.200 Sachen zu beheben");
    expect(german("`a` goes into the sandbox `b` (Homebrew 3.14.6)")).toBe("`a` kommt in die Sandbox `b` (Homebrew 3.14.6)");
    expect(german("`a` and `c` go into the sandbox `b` (Homebrew 3.14.6)")).toContain("`a` und `c` kommen in");
  });

  it("is translated within another one", () => {
    expect(german("The sandbox of old-scraper no longer works: its Python is gone: there is no `/opt/python3.11`")).toBe(
      "Die Sandbox von old-scraper funktioniert nicht mehr: Ihr Python ist weg: `/opt/python3.11` gibt es nicht",
    );
    expect(japanese("Move 5 packages out of Homebrew's Python 3.13")).toBe("HomebrewのPython 3.13から5個のパッケージを移す");
  });

  it("says lists as its language does, and cut ones too", () => {
    const strays = (names: string) => `4 packages were installed into Homebrew's Python 3.14.6, which other programs run on: ${names}`;
    expect(german(strays("httpx, h11 and 2 more"))).toContain("laufen: httpx, h11 und 2 weitere");
    expect(japanese(strays("`httpx` and `h11`"))).toMatch(/`httpx`、`h11`$/);
  });

  it("does not read a command between backticks", () => {
    expect(german("There is no folder `~/You're good to go`")).toBe("Den Ordner `~/You're good to go` gibt es nicht");
  });

  it("is found fast among all of them", () => {
    const began = performance.now();
    for (let at = 0; at < 1000; at += 1) german(`There is no folder \`~/code/project-${at}\``);
    // A hundred times what it takes: the machine may be busy.
    expect((performance.now() - began) / 1000).toBeLessThan(2);
  });
});

describe("the sentences that are known", () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
  const pairs = (text: string) => [...text.matchAll(/\[[^\][|]*\|[^\]]*\]/g)].length;
  const forms = ([, other, japanese]: Line) => [...(typeof other === "string" ? [other] : Object.values(other)), japanese];

  it("have a word to be found by", () => {
    expect(LINES.map(([english]) => english).filter((english) => template(english).words.length === 0)).toEqual([]);
  });

  it("stand there once", () => {
    const all = LINES.map(([english]) => english);
    expect(all.filter((english, at) => all.indexOf(english) !== at)).toEqual([]);
  });

  it("lose nothing that stood in a hole, and have no hole more", () => {
    const wrong = LINES.filter((line) => forms(line).some((form) => holes(form).join() !== holes(line[0]).join()));
    // A defect of Sandbar's own is said without what it happened at.
    expect(wrong.map(([english]) => english)).toEqual(["Sandbar met a defect of its own while {0}"]);
  });

  it("have no pair that English has not", () => {
    expect(LINES.filter((line) => forms(line).some((form) => pairs(form) > pairs(line[0]))).map(([english]) => english)).toEqual([]);
  });

  it("keep every command and path", () => {
    const typed = (text: string) => text.split("`").filter((_, at) => at % 2 === 1).sort().join();
    expect(LINES.filter((line) => forms(line).some((form) => typed(form) !== typed(line[0]))).map(([english]) => english)).toEqual([]);
  });

  it("are read back from what they say", () => {
    const filled = (english: string) =>
      english.replace(/\{(\w+)\}/g, (_, name: string) => (isNumber(name) || name === "v" ? "2" : `x${name}`)).replace(/\[([^\][|]*)\|([^\]]*)\]/g, "$2");
    expect(LINES.filter(([english]) => german(filled(english)) === filled(english) && !/^\{0\}: |^`\{0\}` in/.test(english)).map(([english]) => english)).toEqual([]);
    expect(LINES.filter(([english]) => japanese(filled(english)) === filled(english)).map(([english]) => english)).toEqual([]);
  });
});
