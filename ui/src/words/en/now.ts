/** The first view, and the answers that its field gives. */
import type { Advice, Verdict } from "../../contract";
import { packages } from "./speech";

/** What a verdict says of what was asked about, in one line. */
function verdict({ verdict, package: name, error, items }: Advice): string {
  const what = items.length > 1 ? packages(items.length) : `\`${name ?? items[0]?.input ?? ""}\``;
  if (error !== null && verdict === "fix") return "This can be mended";
  const sentences: Record<Verdict, string> = {
    venv: `${what} ${items.length > 1 ? "belong" : "belongs"} in a sandbox`,
    pipx: `${what} is a tool that you run`,
    brew: `${what} comes from Homebrew`,
    rename: `${what} is the name to install`,
    stdlib: "It comes with Python",
    ask: "That depends on what it is for",
    nothing: "There is nothing to install",
    break_glass: "Behind glass, for a reason",
    fix: "This can be mended",
  };
  return sentences[verdict];
}

export const now = {
  uses: (python: string) => `Your python3 is ${python}`,
  usesNone: "Your terminal has no python3",
  allReady: (projects: number) => (projects === 1 ? "Your project has its own sandbox" : `${projects} projects, each in its own sandbox`),
  inHand: "Project in hand",
  addPackage: "Add a package",
  toFix: "To fix",
  moreToFix: (number: number) => `Show ${number} more`,
  others: "Other projects",
  all: (number: number) => `Show all ${number} projects`,
  empty: "No project folder yet",
  emptyHint: "Choose the folder that your Python projects are in, or an empty one for your first. Nothing in it is changed.",
  noProjects: "No Python project in your folders yet",
  noProjectsHint: "A folder counts as a project as soon as there is a Python file, a requirements.txt or a pyproject.toml in it.",
};

export const ask = {
  label: "A pip command, a package or an error",
  hint: "Paste a pip command or an error…",
  paste: "Paste",
  clear: "Put the answer away",
  asking: "Thinking about it…",
  failed: "There is no answer to that",
  answer: "Answer",
  verdict,
  or: "Or",
  then: "Then",
  lookUp: "Look it up on the package index",
  confidence: { certain: "Sure", likely: "Likely", low: "A guess" },
  answered: (title: string) => `Answer: ${title}`,
};
