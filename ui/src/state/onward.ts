/** What leads on from a job that came to nothing: what the engine says, and the project in hand where that has a use for it. */
import type { Job } from "../contract";
import { asNames } from "./glass";
import type { Wish } from "./plans.svelte";

/** The wishes, the likeliest first. */
export function onward({ wish, failure }: Job, project: string | null): Wish[] {
  const better = failure?.better ?? [];
  if (failure?.code !== "no_commands" || project === null) return better;
  const names = asNames(wish.slice(2).filter((word) => word !== "--" && word !== "--include-deps"));
  return [...better, ["add", project, ...names]];
}
