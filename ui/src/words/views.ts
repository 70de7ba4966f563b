/** The sentences of what was added to the views: the project in hand, names that were meant, the guard, what was done. */
import { count, list } from "./count";

export const views = {
  hand: {
    /** What the row of another project does. */
    take: (name: string, key: string | null) => `Take ${name} in hand${key === null ? "" : ` (${key})`}`,
    taken: (name: string) => `${name} is in hand`,
    page: (name: string) => `Open the page of ${name}`,
    check: "Check it",
  },
  wanting: (number: number) => (number === 0 ? null : `${number} to do`),
  meant: {
    title: (names: readonly string[]) => `Did you mean ${list(names.map((name) => `\`${name}\``))}?`,
  },
  again: { label: "Try again", about: "The same once more, planned anew" },
  group: {
    asked: "You asked for",
    along: (number: number) => `Came along · ${number.toLocaleString("en")}`,
    unknown: "Installed",
    neededBy: (version: string, names: readonly string[]) => `${version} · needed by ${list(names)}`,
    more: (number: number) => `and ${count(number, "other")}`,
    upgradeWhat: (name: string) => `Upgrade ${name}`,
    upgrade: "To its newest version that fits the others",
    removing: "Out of this sandbox; it can be added again",
  },
  line: { copy: "Copy the line", about: "Paste it there: the sandbox is on until you close that window" },
  guard: {
    protected: (owner: string) =>
      `A protected Python (externally managed): other programs of ${owner} run on it, so pip refuses to install here. A library goes into a project's sandbox, a tool to pipx.`,
    managed: (owner: string) =>
      `Looked after by ${owner} (externally managed): pip leaves it alone. A library goes into a project's sandbox, a tool to pipx.`,
    open: "Nothing stops pip from installing here. What one project gets, all of them get, so a sandbox for each keeps them apart.",
    openHard: "Other programs need this Python, and nothing stops pip from changing it. Leave it alone, and work in a sandbox.",
    private: "A tool has this Python for itself. Nothing has to be done about it.",
    yours: "python3",
  },
  apart: {
    title: "They are not the same Python",
    installs: "installs here",
    reads: "looks here",
    fix: "Type this instead, and both are the same Python:",
    line: "python3 -m pip install",
    inside: "In a sandbox that is turned on, they are always the same.",
  },
  output: {
    said: (kept: number, said: number) => (kept < said ? `Output · the last ${kept.toLocaleString("en")} of ${count(said, "line")}` : `Output · ${count(said, "line")}`),
  },
  busy: { running: "At work", queued: "Waiting" },
  forget: {
    button: "Give up the undo",
    ask: "What was kept for it goes to the Trash. After that, it can't be undone from here.",
    sure: "To the Trash",
    failed: "The undo could not be given up",
    done: "The undo was given up",
  },
  glassDone: { title: "It is in the protected Python", sub: "It can be undone below, and later from Activity" },
} as const;
