import { describe, expect, it } from "vitest";

import { speech } from "./speech";

const FORMS = { one: "# Paket", other: "# Pakete" };

describe("a count", () => {
  it("follows the plural rules of its language", () => {
    const { count } = speech("de");
    expect([0, 1, 2, 1200].map((number) => count(number, FORMS))).toEqual(["0 Pakete", "1 Paket", "2 Pakete", "1.200 Pakete"]);
    expect(speech("ja").count(1, { other: "#個のパッケージ" })).toBe("1個のパッケージ");
  });
});

describe("a sentence in a text", () => {
  it("ends as its language does", () => {
    expect([speech("de").ended("Fertig"), speech("ja").ended("完了しました")]).toEqual(["Fertig.", "完了しました。"]);
  });
});

describe("a list", () => {
  it("is joined as its language does", () => {
    const lists = (["en", "de", "ja"] as const).map((language) => speech(language).list(["pip", "uv", "pipx"]));
    expect(lists).toEqual(["pip, uv and pipx", "pip, uv und pipx", "pip、uv、pipx"]);
    expect(speech("de").list(["pip", "uv"])).toBe("pip und uv");
  });
});
