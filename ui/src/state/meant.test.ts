import { describe, expect, it } from "vitest";

import { meant } from "./meant";

describe("a name that was meant", () => {
  it("is what is new in the same wish", () => {
    expect(meant(["add", "/p", "reqeusts", "numpy"], ["add", "/p", "requests", "numpy"])).toEqual(["requests"]);
    expect(meant(["tool", "add", "blak"], ["tool", "add", "black"])).toEqual(["black"]);
  });

  it("is none where the better wish is another one, or about another project", () => {
    expect(meant(["add", "/p", "ffmpeg"], ["brew", "add", "ffmpeg"])).toBeNull();
    expect(meant(["add", "/p", "reqeusts"], ["add", "/q", "requests"])).toBeNull();
    expect(meant(["tool", "add", "x"], ["tool", "add", "--include-deps", "x"])).toBeNull();
    expect(meant(["lock", "on"], ["lock", "off"])).toBeNull();
    expect(meant(["add", "/p", "x"], undefined)).toBeNull();
  });
});
