/** What the snapshot says about one project, as the views need it. */
import type { Problem, Project, ProjectEnvironment, Snapshot } from "../contract";
import { parent } from "../text/path";
import type { Wish } from "./plans.svelte";

/** The one next thing to do with a project. */
export type Next =
  | { kind: "create"; wish: Wish }
  | { kind: "discard"; wish: Wish }
  | { kind: "repair"; wish: Wish }
  | { kind: "wait" }
  | { kind: "check" };

export function nextFor(project: Project): Next {
  const { environment, path } = project;
  if (environment.unfinished === "running") return { kind: "wait" };
  if (environment.unfinished === "abandoned") return { kind: "discard", wish: ["venv", "discard", path] };
  if (environment.health === "missing") return { kind: "create", wish: ["venv", "create", path] };
  if (environment.health !== "healthy") return { kind: "repair", wish: ["venv", "repair", path] };
  return { kind: "check" };
}

/** The id of the Python that a project's sandbox stands on. */
export function standingOn({ environment }: Project, { environments }: Snapshot): string | null {
  return environments.find(({ path }) => path === environment.path)?.interpreter ?? null;
}

/** Whether packages can be put into a project's sandbox and taken out of it. */
export function isUsable({ environment: { path, health, unfinished } }: Project): boolean {
  return path !== null && unfinished === null && (health === "healthy" || health === "stale");
}

/** Where a new project is made unless somebody says otherwise: among the others, and not inside of one. */
export function placeForNew({ folders, projects, home }: Snapshot): string {
  const watched = folders.find(({ state }) => state === "ok")?.path ?? home;
  return projects.some(({ path }) => path === watched) ? parent(watched) : watched;
}

/** Whether a project itself says which packages it wants. */
export function asksForPackages({ evidence }: Project): boolean {
  return evidence.includes("requirements") || evidence.includes("pyproject");
}

/** How urgent a project is, the most urgent first; projects of the same urgency in the order they came. */
export function urgency({ health, unfinished }: ProjectEnvironment): number {
  if (unfinished === "running") return 3;
  switch (health) {
    case "broken":
    case "mixed":
      return 0;
    case "moved":
    case "no_pip":
    case "stale":
      return 1;
    case "missing":
      return 2;
    case "healthy":
      return 3;
  }
}

/** The projects beside the one in hand: the most urgent first, then those touched last. */
export function others({ projects }: Snapshot, inHand: Project | null): Project[] {
  return projects
    .filter(({ path }) => path !== inHand?.path)
    .sort((a, b) => urgency(a.environment) - urgency(b.environment) || b.touched - a.touched);
}

/** How many projects want something done. */
export function wanting(projects: readonly Project[]): number {
  return projects.filter(({ environment: { health, unfinished } }) => health !== "healthy" && unfinished !== "running").length;
}

/** The problems of a project that its chip and its button do not tell already. */
export function toTell({ problems }: Snapshot, project: Project): Problem[] {
  return problems.filter((each) => isAbout(each, project) && each.code !== "environment_missing");
}

/** Whether a problem is about this project or its environment. */
function isAbout(problem: Problem, project: Project): boolean {
  const { path } = problem;
  return path !== null && (path === project.path || path === project.environment.path);
}

/** The problems that no project's row or card tells: those of the machine. */
export function ofTheMachine({ problems, projects }: Snapshot): Problem[] {
  const places = new Set(projects.flatMap(({ path, environment }) => [path, environment.path]));
  return problems.filter(({ code, path }) => !code.startsWith("environment_") || !places.has(path));
}

/** From how many projects on a list is searched rather than read. */
export const MANY = 8;

/** The projects whose name or path holds every word of a search; the worst first, then by name. */
export function found(projects: readonly Project[], search: string): Project[] {
  const parts = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return projects
    .filter(({ path }) => parts.every((part) => path.toLocaleLowerCase().includes(part)))
    .sort((a, b) => urgency(a.environment) - urgency(b.environment) || byName.compare(a.name, b.name));
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
