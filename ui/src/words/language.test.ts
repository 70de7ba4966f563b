import { describe, expect, it } from "vitest";

import { choose } from "./language";

describe("the language", () => {
  it("is the first of the system's that is spoken here", () => {
    expect(choose(null, ["fr-FR", "de-AT", "en-US"])).toBe("de");
    expect(choose(null, ["ja_JP.UTF-8"])).toBe("ja");
    expect(choose(null, ["JA"])).toBe("ja");
  });

  it("is the one that was chosen, if that is spoken here", () => {
    expect(choose("en", ["ja"])).toBe("en");
    expect(choose("tlh", ["ja"])).toBe("ja");
  });

  it("is English where none is", () => {
    expect(choose(null, [])).toBe("en");
    expect(choose(null, ["fr", "den", "", "C"])).toBe("en");
  });
});
