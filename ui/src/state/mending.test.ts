import { describe, expect, it } from "vitest";

import type { ProblemCode } from "../contract";
import { HOME, OLD_BREW, PIPX, problem, SCRAPER, snapshot, WEATHER } from "../sample/machine";
import { mendingFor } from "./mending";

const seen = snapshot({ projects: [SCRAPER, WEATHER], tools: { brew: null, uv: null, pipx: PIPX } });
const mend = (code: ProblemCode, path: string | null = null, where = seen) => mendingFor(problem(code, "It is so", "Do it", { path }), where);

describe("a problem", () => {
  it("of a project is mended by a wish about that project, whichever of its folders is named", () => {
    expect(mend("environment_missing", WEATHER.path)).toEqual({ kind: "wish", wish: ["venv", "create", WEATHER.path] });
    expect(mend("environment_broken", SCRAPER.environment.path)).toEqual({ kind: "wish", wish: ["venv", "repair", SCRAPER.path] });
    expect(mend("environment_unfinished", SCRAPER.environment.path)).toEqual({ kind: "wish", wish: ["venv", "discard", SCRAPER.path] });
  });

  it("of a sandbox without a project has no button", () => {
    expect(mend("environment_broken", `${HOME}/elsewhere/.venv`)).toBeNull();
  });

  it("of strays asks for a project first", () => {
    expect(mend("strays", OLD_BREW.path)).toEqual({ kind: "rescue", python: OLD_BREW.id });
  });

  it("of a tool names the tool", () => {
    expect(mend("tool_broken", `${PIPX.home}/venvs/httpie`)).toEqual({ kind: "wish", wish: ["tool", "repair", "httpie"] });
    expect(mend("tool_broken", `${PIPX.home}/venvs/gone`)).toBeNull();
    expect(mend("pipx_path")).toEqual({ kind: "wish", wish: ["pipx", "setup"] });
  });

  it("of pip's settings is mended in a file, not in a shell", () => {
    expect(mend("guard_off", `${HOME}/.config/pip/pip.conf`)).toEqual({ kind: "wish", wish: ["pip-conf", "clean"] });
    expect(mend("guard_off")).toBeNull();
  });

  it("of Sandbar's own is mended without a plan", () => {
    expect(mend("settings", `${HOME}/settings.toml`)).toEqual({ kind: "settings" });
    expect(mend("folder", "/Volumes/Stick")).toEqual({ kind: "folder", path: "/Volumes/Stick" });
  });

  it("may be one that nobody can press away", () => {
    expect(mend("root_owned", `${HOME}/x`)).toBeNull();
    expect(mend("no_python")).toBeNull();
    expect(mend("no_python", null, snapshot())).toEqual({ kind: "wish", wish: ["brew", "add", "python"] });
  });
});
