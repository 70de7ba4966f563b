import { describe, expect, it } from "vitest";

import { job } from "../sample/action";
import { atWorkOn, isAboutTools } from "./tools";

describe("jobs about tools", () => {
  it("are pipx's and Homebrew's", () => {
    expect(isAboutTools(job({ wish: ["brew", "add", "ffmpeg"] }))).toBe(true);
    expect(isAboutTools(job({ wish: ["add", "/p", "tool"] }))).toBe(false);
  });

  it("make their tool busy, and no other", () => {
    const running = [job({ wish: ["brew", "add", "black"] }), job({ id: "2", wish: ["tool", "upgrade", "black"] })];
    expect(atWorkOn("black", running)?.id).toBe("2");
    expect(atWorkOn("ruff", running)).toBeUndefined();
  });
});
