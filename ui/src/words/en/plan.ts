/** What a plan says of itself, what is asked before it runs, and what is checked. */
import type { Plan } from "../../contract";
import { count } from "./speech";

export const create = {
  button: "Create sandbox",
  starting: "Starting…",
  about: "A sandbox (virtual environment) keeps this project's packages to itself.",
  show: "Show the command",
  hide: "Hide the command",
  more: (number: number) => `and ${count(number, { one: "# more command", other: "# more commands" })}`,
  changed: "Something changed since you looked, and the plan with it. Read it, then press again.",
  refused: "This can't be done here",
  better: "What would work:",
  failed: "Could not start",
};

export const wait = "This sandbox is being made by another program. It is left alone until that has ended.";

export const check = {
  button: "Check it",
  again: "Check again",
  running: "Checking…",
  about: "Runs the sandbox's own Python and pip to see that they answer.",
  ok: "The sandbox works",
  not: "The sandbox does not work as it should",
  failed: "The check could not be made",
  asks: "Run it anyway?",
  risk: "This sandbox's Python is not one that Sandbar knows. To check it, that program has to run, and it can do all that you can do. Only go on if you know where this folder comes from.",
  anyway: "Run it anyway",
  not_now: "Not now",
  spoken: { true: "Checked: the sandbox works", false: "Checked: the sandbox does not work as it should" },
  states: { true: "good", false: "wrong", null: "for your information" },
};

export const plan = { label: "What will be done", effects: "Afterwards", expects: "Checked at the end", undo: "To undo it", noUndo: "This can't be undone" };

export const look = {
  button: "Look first",
  looking: "Looking…",
  about: "This only looks, and changes nothing. What it finds is shown before anything is installed.",
  found: "This is what would happen:",
};

export const confirm = {
  ask: (words: readonly string[]) => (words.length === 1 ? "To go on, type the package's name:" : "To go on, type the packages' names:"),
  label: "The names, once more",
};

export const way = {
  close: "Not now",
  undo: "Undo",
  noUndo: "This can't be undone",
  canUndo: "It can be undone.",
  show: "All of it",
  hide: "Less of it",
  more: (plan: Plan, shown: number) => `and ${count(plan.effects.length - shown, { one: "# more thing", other: "# more things" })}`,
};
