/** The keys that work everywhere. Copying is left to the system. */

export type Shortcut = "back" | "search" | "refresh" | "settings" | "quit";

const WITH_COMMAND: Record<string, Shortcut> = { f: "search", r: "refresh", ",": "settings", q: "quit" };

export function shortcut(event: KeyboardEvent): Shortcut | null {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.key === "Escape") return "back";
  const command = event.metaKey || event.ctrlKey;
  return command && !event.altKey && !event.shiftKey ? (WITH_COMMAND[event.key.toLowerCase()] ?? null) : null;
}
