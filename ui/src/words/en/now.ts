/** The first view, and the answers that its field gives. */
import { verdict } from "../which";
import { count, number, packages } from "./speech";

export const now = {
  uses: (python: string) => `Your python3 is ${python}`,
  usesNone: "Your terminal has no python3",
  allReady: (projects: number) =>
    projects === 1 ? "Your project has its own sandbox" : `${number(projects)} projects, each in its own sandbox`,
  inHand: "Project in hand",
  addPackage: "Add a package",
  toFix: "To fix",
  moreToFix: (more: number) => `Show ${number(more)} more`,
  others: "Other projects",
  all: (projects: number) => `Show all ${count(projects, { one: "# project", other: "# projects" })}`,
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
  verdict: verdict({
    several: packages,
    venv: (what, many) => `${what} ${many > 1 ? "belong" : "belongs"} in a sandbox`,
    pipx: (what, many) => (many > 1 ? `${what} are tools that you run` : `${what} is a tool that you run`),
    brew: (what, many) => `${what} ${many > 1 ? "come" : "comes"} from Homebrew`,
    rename: (what, many) => (many > 1 ? `${what} have other names` : `${what} is the name to install`),
    stdlib: "It comes with Python",
    ask: "That depends on what it is for",
    unknown: "Sandbar does not know this",
    meant: (what) => `Is ${what} meant?`,
    sandbox: "This belongs in a sandbox",
    apart: (what) => `${what}, each in its own place`,
    nothing: "There is nothing to install",
    glass: "Behind glass, for a reason",
    fix: "This can be mended",
  }),
  or: "Or",
  then: "Then",
  lookUp: "Look it up on the package index",
  confidence: { certain: "Sure", likely: "Likely", low: "A guess" },
  answered: (title: string) => `Answer: ${title}`,
};
