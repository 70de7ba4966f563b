import { describe, expect, it } from "vitest";

import { asNames, breakGlass, namesIn, throughGlass } from "./glass";

describe("the wish that breaks the glass", () => {
  it("comes apart as it was put together", () => {
    for (const glass of [
      { python: "homebrew-3.14.6", packages: ["httpx"], builds: false },
      { python: null, packages: ["httpx", "rich"], builds: true },
      { python: "3.14", packages: ["--build"], builds: false },
      { python: null, packages: [], builds: false },
    ]) {
      expect(throughGlass(breakGlass(glass))).toEqual(glass);
    }
    expect(throughGlass(["add", "/p", "httpx"])).toBeNull();
    // As the engine says it: its options behind the names.
    const said = ["break-glass", "httpx", "--build", "--python", "3.14"];
    expect(throughGlass(said)).toEqual({ python: "3.14", packages: ["httpx"], builds: true });
  });

  it("takes what looks like an option for a name", () => {
    expect(breakGlass({ python: null, packages: ["--index-url=x"] })).toEqual(["break-glass", "--", "--index-url=x"]);
  });
});

describe("names", () => {
  it("are found between spaces and commas", () => {
    expect(namesIn(" requests,  pandas,rich ")).toEqual(["requests", "pandas", "rich"]);
  });

  it("keep what belongs to them", () => {
    expect(namesIn("uvicorn[standard,extra]>=0.2,<1 a==1")).toEqual(["uvicorn[standard,extra]>=0.2,<1", "a==1"]);
  });

  it("never become an option", () => {
    expect(asNames(["-e", "x"])).toEqual(["--", "-e", "x"]);
    expect(asNames(["x"])).toEqual(["x"]);
  });
});
