/** Whether a refusal says that another name was meant: its best wish is the same wish with other names. */
import type { Wish } from "./plans.svelte";

/** How many words say what is wished, and of what, before the names begin. */
const BEFORE_NAMES: Record<string, number> = { add: 2, upgrade: 2, tool: 2 };

/** The names that are new in the other wish; null when it is another kind of wish, or about something else. */
export function meant(wish: Wish, other: Wish | undefined): string[] | null {
  const before = BEFORE_NAMES[wish[0] ?? ""];
  if (!other || before === undefined || wish.length !== other.length) return null;
  if (wish.slice(0, before).join("\n") !== other.slice(0, before).join("\n")) return null;
  const names = other.slice(before).filter((name, at) => name !== wish[before + at]);
  return names.length > 0 && names.every((name) => !name.startsWith("-")) ? names : null;
}
