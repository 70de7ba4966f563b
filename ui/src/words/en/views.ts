/** What was added to the views: the project in hand, names that were meant, the guard, what was done. */
import { count, list, number } from "./speech";

export const hand = {
  /** What the row of another project does. */
  take: (name: string, key: string | null) => `Take ${name} in hand${key === null ? "" : ` (${key})`}`,
  taken: (name: string) => `${name} is in hand`,
  page: (name: string) => `Open the page of ${name}`,
  check: "Check it",
};

export const wanting = (many: number) => (many === 0 ? null : `${number(many)} to do`);

export const meant = {
  title: (names: readonly string[]) => `Did you mean ${list(names.map((name) => `\`${name}\``))}?`,
};

export const retrying = { label: "Try again", about: "The same once more, planned anew" };

export const group = {
  asked: "You asked for",
  along: (many: number) => `Came along · ${number(many)}`,
  unknown: "Installed",
  neededBy: (version: string, names: readonly string[]) => `${version} · needed by ${list(names)}`,
  more: (many: number) => count(many, { one: "# other", other: "# others" }),
  upgradeWhat: (name: string) => `Upgrade ${name}`,
  upgrade: "To its newest version that fits the others",
  removing: "Out of this sandbox; it can be added again",
};

export const line = { copy: "Copy the line", about: "Paste it there: the sandbox is on until you close that window" };

export const guard = {
  protected: (owner: string) =>
    `A protected Python (externally managed): other programs of ${owner} run on it, so pip refuses to install here. A library goes into a project's sandbox, a tool to pipx.`,
  managed: (owner: string) =>
    `Looked after by ${owner} (externally managed): pip leaves it alone. A library goes into a project's sandbox, a tool to pipx.`,
  open: "Nothing stops pip from installing here. What one project gets, all of them get, so a sandbox for each keeps them apart.",
  openHard: "Other programs need this Python, and nothing stops pip from changing it. Leave it alone, and work in a sandbox.",
  private: "A tool has this Python for itself. Nothing has to be done about it.",
};

export const apart = {
  title: "They are not the same Python",
  installs: "installs here",
  reads: "looks here",
  fix: "Type this instead, and both are the same Python:",
  inside: "In a sandbox that is turned on, they are always the same.",
};

const lines = (many: number) => count(many, { one: "# line", other: "# lines" });

export const output = {
  said: (kept: number, said: number) => (kept < said ? `Output · the last ${number(kept)} of ${lines(said)}` : `Output · ${lines(said)}`),
};

export const naming = { single: "One at a time: name the next when this one is done" };

export const fromFile = {
  name: "Add what a file names",
  about: "Such as requirements-dev.txt, in this folder or elsewhere",
  button: "Choose file",
  failed: "No file could be chosen",
};

/** What mends something of Sandbar's own. */
export const mend = {
  settings: {
    about: "Sandbar then begins without choices. The old file stays beside the new one, by another name.",
    button: "Begin anew",
    failed: "The old file could not be put aside",
  },
  folder: { about: "The folder itself is left alone. It can be added again.", button: "Stop watching it", failed: "The folders could not be changed" },
};

export const busy = { running: "At work", queued: "Waiting" };

export const forget = {
  button: "Give up the undo",
  ask: "What was kept for it goes to the Trash. After that, it can't be undone from here.",
  sure: "To the Trash",
  failed: "The undo could not be given up",
  done: "The undo was given up",
};

export const glassDone = { title: "It is in the protected Python", sub: "It can be undone below, and later from Activity" };
