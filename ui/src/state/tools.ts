/** Which jobs are about tools, and about which. */
import type { Job } from "../contract";

const ABOUT_TOOLS = new Set(["tool", "brew", "pipx"]);

/** Whether a job is shown among the tools, wherever it was begun. */
export function isAboutTools({ wish }: Job): boolean {
  return ABOUT_TOOLS.has(wish[0] ?? "");
}

/** What is being done to one of pipx's tools; undefined where nothing is. */
export function atWorkOn(tool: string, running: readonly Job[]): Job | undefined {
  return running.find(({ wish }) => wish[0] === "tool" && wish.at(-1) === tool);
}
