import { describe, expect, it } from "vitest";

import { BREW, meaning, PYTHON_ORG, TERMINAL } from "../sample/machine";
import { apart } from "./apart";

const theirs = { ...TERMINAL, pip: meaning("/usr/local/bin/pip", PYTHON_ORG), pip3: meaning("/opt/homebrew/bin/pip3", BREW) };

describe("pip that is another Python's", () => {
  it("is the word that leads elsewhere", () => {
    expect(apart({ ...theirs, mismatch: "they differ" }).map(({ word }) => word)).toEqual(["pip"]);
  });

  it("is none while the engine says nothing", () => {
    expect(apart(theirs)).toEqual([]);
  });
});
