import { describe, expect, it } from "vitest";

import type { Code } from "../contract";
import { failure } from "../host/fake";
import { job } from "../sample/action";
import { onward } from "./onward";

const ended = (code: Code, wish: string[], better: string[][] = []) =>
  job({ wish, state: "ended", outcome: "failed", failure: failure(code, "It did not", { better }) });

describe("what leads on", () => {
  it("from a tool without commands is what the engine says, and the project in hand", () => {
    const all = ["tool", "add", "uvicorn-worker", "--include-deps"];
    const failed = ended("no_commands", ["tool", "add", "uvicorn-worker"], [all]);
    expect(onward(failed, "/p")).toEqual([all, ["add", "/p", "uvicorn-worker"]]);
    expect(onward(failed, null)).toEqual([all]);
  });

  it("from a library is the project in hand", () => {
    expect(onward(ended("no_commands", ["tool", "add", "six"]), "/p")).toEqual([["add", "/p", "six"]]);
    expect(onward(ended("no_commands", ["tool", "add", "--include-deps", "six"]), "/p")).toEqual([["add", "/p", "six"]]);
    expect(onward(ended("no_commands", ["tool", "add", "six"]), null)).toEqual([]);
  });

  it("from anything else is what the engine says", () => {
    const better = [["venv", "create", "/p"]];
    expect(onward(ended("child_failed", ["add", "/p", "six"], better), "/p")).toEqual(better);
    expect(onward(ended("child_failed", ["tool", "add", "six"]), "/p")).toEqual([]);
    expect(onward(job(), "/p")).toEqual([]);
  });
});
