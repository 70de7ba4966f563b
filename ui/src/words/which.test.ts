import { describe, expect, it } from "vitest";

import type { Advice } from "../contract";
import { de } from "./de";
import { en } from "./en";
import { ja } from "./ja";

type Item = Advice["items"][number];

const item = (input: string, verdict: Item["verdict"], name: string | null = input): Item => ({ input, package: name, verdict, reason: "", confidence: "low" });

function answer(...items: Item[]): Advice {
  const first = items[0] ?? item("", "ask", null);
  return { items, error: null, verdict: first.verdict, package: first.package, reason: "", confidence: "low", wishes: [] };
}

describe("the title of an answer", () => {
  it("says that nobody knows, where nobody knows", () => {
    for (const advice of [answer(), answer(item("$(rm)", "ask", null))]) {
      expect(en.ask.verdict(advice)).toBe("Sandbar does not know this");
      expect(de.ask.verdict(advice)).toBe("Das kennt Sandbar nicht");
      expect(ja.ask.verdict(advice)).toBe("Sandbarにはわかりません");
    }
  });

  it("asks whether a name was misspelt, and else what it is for", () => {
    expect(en.ask.verdict(answer(item("reqeusts", "ask", "requests")))).toBe("Is `requests` meant?");
    expect(en.ask.verdict(answer(item("Acme_Shell[x]==1", "ask", "acme-shell")))).toBe("That depends on what it is for");
  });

  it("does not say of several what is true of one", () => {
    expect(en.ask.verdict(answer(item("flask", "venv"), item("numpy", "venv")))).toBe("2 packages belong in a sandbox");
    expect(en.ask.verdict(answer(item("black", "pipx"), item("numpy", "venv")))).toBe("2 packages, each in its own place");
    expect(en.ask.verdict(answer(item("black", "pipx"), item("ruff", "pipx")))).toBe("2 packages are tools that you run");
  });

  it("names no empty name", () => {
    expect(en.ask.verdict({ ...answer(), verdict: "venv" })).toBe("This belongs in a sandbox");
    expect(en.ask.verdict(answer(item("error: externally-managed-environment", "venv", null)))).toBe("This belongs in a sandbox");
  });
});
