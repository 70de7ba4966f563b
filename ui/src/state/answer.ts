/** What the wishes of an answer are to each other. */
import type { Wish } from "./plans.svelte";

/** Whether a wish only makes way for those that stand after it. */
export function preparing([what, which]: Wish): boolean {
  return what === "new" || (what === "pipx" && which === "setup") || (what === "venv" && (which === "create" || which === "repair"));
}
