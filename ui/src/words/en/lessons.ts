/** The first screens, and the three lessons. */
import type { Lesson } from "../../state/lessons.svelte";
import { list } from "./speech";

const NAMES: Record<Lesson, { name: string; about: string }> = {
  pip: { name: "What pip was about to do", about: "Ask before you install" },
  apart: { name: "One sandbox for each project", about: "What is in one is not in the other" },
  tools: { name: "Tools go to pipx", about: "Programs that you run by their name" },
};

export const welcome = {
  step: (step: number, of: number) => `${step} of ${of}`,
  skip: "Skip",
  next: "Go on",
  hello: {
    title: "Hello, this is Sandbar",
    say: "It gives every Python project a sandbox (virtual environment): packages of its own, in nobody's way.",
    button: "Make my first one",
  },
  make: {
    title: "Your first sandbox",
    say: "In a practice folder, so nothing of yours is touched. Three seconds, and it is there.",
    about: (folder: string) => `It makes the folder ${folder}, with a sandbox and a first small program in it. The line above is what one would type for that.`,
    there: "It is there already.",
  },
  made: {
    title: "That is a sandbox",
    say: "It has a Python and a pip of its own. Now show Sandbar where your projects are, or play a little first.",
    done: "Done",
  },
};

export const lessons = {
  title: "Three tiny lessons",
  about: "A minute each, in a practice project. Nothing of yours is touched.",
  names: NAMES,
  begin: "Begin",
  again: "Again",
  done: "Done",
  failed: "The practice project could not be found",
  first: "First, a project to practise in.",
  next: (name: string) => `Next: ${name}`,
  close: "That's it",
  over: "That was all three. You know more about pip than most.",
  finished: (name: string) => `Lesson done: ${name}`,
  offline: "pip fetches packages from the index, and that needs the network. Go on without it: all else in here works offline.",
  without: "Go on without it",
  pip: {
    say: "The web told you to type this. Ask first where it would go.",
    typed: "What you would type",
    ask: "Ask",
    then: "Now add it there, and see what changes.",
    learnt: "requests is in this project's sandbox, and nowhere else on the machine.",
    learntAsked: "You asked first: it belongs in a sandbox. Add it when you are online.",
  },
  apart: {
    say: "Make a second practice project beside the first.",
    both: "Two projects, two sandboxes. Look what is in them.",
    look: "Look into both",
    looking: "Looking…",
    holds: (packages: readonly string[]) => (packages.length === 0 ? "nothing yet" : list(packages)),
    learnt: "requests is in the one, and the other has never heard of it.",
    learntBare: "Each has a pip of its own. What goes into one never gets into the other.",
  },
  tools: {
    say: "black is a program that you run; your code does not import it. Ask where it would go.",
    show: "Show what would happen",
    learnt: "It would get a sandbox of its own, and work in every terminal. Nothing was installed: that is up to you.",
  },
};
