import { describe, expect, it } from "vitest";

import type { Code } from "../contract";
import { failure } from "../host/fake";
import { job } from "../sample/action";
import { onward } from "./onward";

const ended = (code: Code, wish: string[], better: string[][] = []) =>
  job({ wish, state: "ended", outcome: "failed", failure: failure(code, "It did not", { better }) });

describe("what leads on", () => {
  it("from a tool without commands is to take those of what it needs, or to add it to the project in hand", () => {
    const failed = ended("commands_elsewhere", ["tool", "add", "uvicorn-worker"], [["tool", "add", "--include-deps", "uvicorn-worker"]]);
    expect(onward(failed, "/p")).toEqual([
      ["tool", "add", "--include-deps", "uvicorn-worker"],
      ["add", "/p", "uvicorn-worker"],
    ]);
    expect(onward(failed, null)).toEqual([["tool", "add", "--include-deps", "uvicorn-worker"]]);
  });

  it("from a library is the project in hand", () => {
    expect(onward(ended("no_commands", ["tool", "add", "six"]), "/p")).toEqual([["add", "/p", "six"]]);
    expect(onward(ended("no_commands", ["tool", "add", "--include-deps", "six"]), "/p")).toEqual([["add", "/p", "six"]]);
    expect(onward(ended("no_commands", ["tool", "add", "six"]), null)).toEqual([]);
  });

  it("from a name that Homebrew does not know is what it proposes instead", () => {
    expect(onward(ended("child_failed", ["brew", "add", "wgett"], [["brew", "add", "wget"]]), "/p")).toEqual([["brew", "add", "wget"]]);
  });

  it("from anything else is left to whoever reads the hint", () => {
    expect(onward(ended("child_failed", ["tool", "add", "six"]), "/p")).toEqual([]);
    expect(onward(ended("no_commands", ["add", "/p", "six"]), "/p")).toEqual([]);
    expect(onward(job(), "/p")).toEqual([]);
  });
});
