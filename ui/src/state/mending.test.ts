import { describe, expect, it } from "vitest";

import type { ProblemCode } from "../contract";
import { HOME, OLD_BREW, PIPX, problem, PYTHON_ORG, SCRAPER, snapshot, WEATHER } from "../sample/machine";
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

  it("of the user's own folder is one of the Python that it is listed with", () => {
    const site = `${HOME}/Library/Python/3.13/lib/python/site-packages`;
    const stray = { name: "rich", version: "14", installer: "pip", requested: true, shared: true };
    const reader = { ...PYTHON_ORG, site_packages: [...PYTHON_ORG.site_packages, site], strays: [stray] };
    const other = { ...OLD_BREW, site_packages: [...OLD_BREW.site_packages, site] };
    const where = snapshot({ interpreters: [other, reader] });
    expect(mend("user_site", site, where)).toEqual({ kind: "rescue", python: reader.id });
    expect(mend("user_site", `${HOME}/elsewhere`, where)).toBeNull();
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

  it("without a button of its own leads to what explains it", () => {
    expect(mend("pip_mismatch")).toEqual({ kind: "show", place: "pythons" });
    expect(mend("no_python")).toEqual({ kind: "link", link: "https://www.python.org/downloads/" });
  });

  it("may be one that nobody can press away", () => {
    expect(mend("root_owned", `${HOME}/x`)).toBeNull();
    expect(mend("no_python", null, { ...seen, os: "linux" })).toBeNull();
    expect(mend("no_python", null, snapshot())).toEqual({ kind: "wish", wish: ["brew", "add", "python"] });
  });
});
