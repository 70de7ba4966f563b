/** What leads on from a job that came to nothing, where the engine says that another wish is the one that helps. */
import type { Code, Job } from "../contract";
import { asNames } from "./glass";
import type { Wish } from "./plans.svelte";

/** The wishes, the likeliest first: those of the engine, and into the project in hand, where there is one. */
export function onward({ wish, outcome, failure }: Job, project: string | null): Wish[] {
  if (outcome !== "failed" || failure === null) return [];
  return [...(failure.better ?? []), ...intoProject(wish, failure.code, project)];
}

/** A package without commands can still be imported; which project is in hand only the popover knows. */
function intoProject(wish: Wish, code: Code, project: string | null): Wish[] {
  const isNoTool = code === "commands_elsewhere" || code === "no_commands";
  if (!isNoTool || project === null || wish[0] !== "tool" || wish[1] !== "add") return [];
  return [["add", project, ...asNames(wish.slice(2).filter((word) => word !== "--" && word !== "--include-deps"))]];
}
