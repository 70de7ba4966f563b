/** The Pythons of the machine, what strayed into them, and what guards them. */
import type { TerminalFrom } from "../../contract";
import { count, list, packages } from "./speech";

const TERMINAL: Record<TerminalFrom, string | null> = {
  shell: null,
  cache: "As your shell said the last time it was asked",
  paths: "Your shell was not asked, so this is the system's own PATH",
};

export const pythons = {
  title: "Pythons",
  sub: (number: number) => `${number === 0 ? "No Python" : count(number, { one: "# Python", other: "# Pythons" })} on this machine`,
  disagree: "pip and python disagree",
  picture: "When you type python3",
  asked: TERMINAL,
  nothing: "No folder on your PATH has a python3",
  empty: (number: number) => count(number, { one: "# folder without python3", other: "# folders without python3" }),
  hit: "this one answers",
  words: "And when you type",
  unknown: "a Python that Sandbar does not know",
  notFound: "not found",
  settings: "Variables that change this",
  here: { macos: "On this Mac", linux: "On this machine" },
  none: "No Python was found",
  noneHint: "Install one from python.org or with Homebrew, then look again",
  chips: { protected: "Protected", managed: "Managed", open: "Open", private: "Private", strays: (n: number) => count(n, { one: "# misplaced", other: "# misplaced" }) },
  about: {
    strays: (n: number, who: readonly string[]) => `${packages(n)} that ${list(who)} put there`,
    unknownWho: "somebody",
    protected: "pip refuses to install here",
    managed: "Looked after by its own tool",
    open: "No guard: pip just installs",
    openHard: "Other programs need it, and nothing guards it",
    private: "Belongs to a tool of its own",
  },
  path: "Runs",
  real: "The file itself",
  arch: "Made for",
  message: "What pip says when it refuses",
  marker: "Said by",
  aliases: "Also reached as",
  sites: "Keeps packages in",
  strays: "Misplaced packages: they are not its own",
  stray: { asked: "asked for", along: "came along", shared: "in your user folder" },
  unknownVersion: "of unknown version",
};

export const rescue = {
  button: (number: number) => `Rescue ${packages(number)}`,
  about: "They move into a project's sandbox, and leave this Python only when they work there.",
  into: "Into which project?",
  search: "Search projects",
  noProject: "There is no project to move them to yet. Make one first.",
};

export const glass = {
  open: "Install here anyway…",
  back: "Back to safety",
  title: "Break the glass?",
  sub: (python: string) => `Into ${python}, which other programs stand on`,
  unknown: "the protected Python",
  name: "What you would install there",
  hint: "A package, such as httpx",
  next: "Look at it",
  better: "The better way",
  betterDo: "Do that",
  happens: "If you go on",
  whole: "Nothing is installed before you have read what it would do.",
};

export const lock = {
  title: "pip outside of sandboxes",
  on: "Locked",
  off: "Allowed",
  about: "Locked, pip installs into sandboxes only, whichever Python it is.",
};
