/** The keys that work everywhere. Copying is left to the system. */

export type Shortcut =
  | { kind: "back" | "find" | "refresh" | "settings" | "quit" }
  /** Takes up the nth of the other projects, counted from 1. */
  | { kind: "take"; nth: number }
  /** The view before or after this one. */
  | { kind: "turn"; by: 1 | -1 }
  /** Larger or smaller text, or as it was. */
  | { kind: "text"; by: 1 | -1 | 0 };

const WITH_COMMAND: Record<string, Shortcut> = {
  f: { kind: "find" },
  ",": { kind: "settings" },
  r: { kind: "refresh" },
  q: { kind: "quit" },
  "[": { kind: "back" },
  "+": { kind: "text", by: 1 },
  "=": { kind: "text", by: 1 },
  "-": { kind: "text", by: -1 },
  "0": { kind: "text", by: 0 },
};

export function shortcut(event: KeyboardEvent): Shortcut | null {
  if (event.defaultPrevented || event.isComposing || event.altKey) return null;
  if (event.key === "Escape") return { kind: "back" };
  // As in every window with tabs, on a Mac too.
  if (event.key === "Tab") return event.ctrlKey ? { kind: "turn", by: event.shiftKey ? -1 : 1 } : null;
  if (!event.metaKey && !event.ctrlKey) return null;
  // On many keyboards a plus is a shifted key.
  if (event.shiftKey && event.key !== "+") return null;
  if (/^[1-9]$/.test(event.key)) return { kind: "take", nth: Number(event.key) };
  return WITH_COMMAND[event.key.toLowerCase()] ?? null;
}

/** How a key with the command key is written: "⌘1" on a Mac, "Ctrl+1" elsewhere. */
export function written(key: string, os: "macos" | "linux"): string {
  return os === "macos" ? `⌘${key}` : `Ctrl+${key}`;
}
