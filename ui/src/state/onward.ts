/** What leads on from a job that came to nothing, where the engine says that another wish is the one that helps. */
import type { Job } from "../contract";
import { asNames } from "./glass";
import type { Wish } from "./plans.svelte";

/** The wishes, the likeliest first; into the project in hand, where there is one. */
export function onward({ wish, outcome, failure }: Job, project: string | null): Wish[] {
  if (outcome !== "failed" || wish[0] !== "tool" || wish[1] !== "add") return [];
  const names = asNames(wish.slice(2).filter((word) => word !== "--" && word !== "--include-deps"));
  const added: Wish[] = project === null ? [] : [["add", project, ...names]];
  switch (failure?.code) {
    case "commands_elsewhere":
      return [["tool", "add", "--include-deps", ...names], ...added];
    case "no_commands":
      return added;
    default:
      return [];
  }
}
