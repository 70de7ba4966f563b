/** Which wish mends a problem. Whether it can be granted is for the engine to say. */
import type { Interpreter, Problem, Project, Snapshot } from "../contract";
import type { Wish } from "./plans.svelte";

/** What can be pressed about a problem. */
export type Mending =
  | { kind: "wish"; wish: Wish }
  /** Where the packages go has to be chosen first. */
  | { kind: "rescue"; python: string }
  /** Sandbar's own settings begin anew. */
  | { kind: "settings" }
  /** What explains it stands on another page. */
  | { kind: "show"; place: "pythons" }
  /** A page of the web, to be read first. */
  | { kind: "link"; link: string }
  /** A folder is taken off the list of those that are watched. */
  | { kind: "folder"; path: string };

export function mendingFor(problem: Problem, snapshot: Snapshot): Mending | null {
  const { code, path } = problem;
  switch (code) {
    case "environment_missing":
      return about(problem, snapshot, "create");
    case "environment_broken":
    case "environment_mixed":
    case "environment_moved":
    case "environment_no_pip":
    case "environment_stale":
      return about(problem, snapshot, "repair");
    case "environment_unfinished":
      return about(problem, snapshot, "discard");
    case "strays": {
      const python = snapshot.interpreters.find((each) => each.path === path);
      return python ? { kind: "rescue", python: python.id } : null;
    }
    case "user_site": {
      // What lies in the user's own folder is listed with the first of the Pythons that read it.
      const reads = (each: Interpreter) => each.site_packages.some((site) => site === path) && each.strays.some(({ shared }) => shared);
      const python = snapshot.interpreters.find(reads);
      return python ? { kind: "rescue", python: python.id } : null;
    }
    case "tool_broken": {
      const tool = snapshot.tools.pipx?.tools.find(({ name }) => path?.endsWith(`/${name}`));
      return tool ? { kind: "wish", wish: ["tool", "repair", tool.name] } : null;
    }
    case "pipx_path":
      return { kind: "wish", wish: ["pipx", "setup"] };
    case "guard_off":
    case "pip_user":
      // What a variable of the terminal says stands in no file of pip's.
      return path === null ? null : { kind: "wish", wish: ["pip-conf", "clean"] };
    case "no_python":
      if (snapshot.tools.brew) return { kind: "wish", wish: ["brew", "add", "python"] };
      return snapshot.os === "macos" ? { kind: "link", link: "https://www.python.org/downloads/" } : null;
    case "pip_mismatch":
      return { kind: "show", place: "pythons" };
    case "settings":
      return { kind: "settings" };
    case "folder":
      return path === null ? null : { kind: "folder", path };
    case "root_owned":
    case "conda_base":
    case "watch_limit":
      return null;
  }
}

function about({ path }: Problem, { projects }: Snapshot, what: string): Mending | null {
  const project = projects.find((each) => isAt(each, path));
  return project ? { kind: "wish", wish: ["venv", what, project.path] } : null;
}

function isAt({ path, environment }: Project, place: string | null): boolean {
  return place !== null && (path === place || environment.path === place);
}
