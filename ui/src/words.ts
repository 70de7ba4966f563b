/**
 * Every sentence of the popover, in one place. What is wrong and what to do about it is said by the engine.
 *
 * The words of the reader: "sandbox" first, "virtual environment" beside it where it is met for the first time.
 */
import type { EnvironmentTool, Evidence, FolderState, Job, Outcome, PastJob, ProjectEnvironment, TerminalFrom } from "./contract";
import type { Tab } from "./state/place.svelte";
import { plain } from "./text/sentence";
import { count, list } from "./words/count";
import { told } from "./words/wish";
import { views } from "./words/views";
import { ways } from "./words/ways";

const EVIDENCE: Record<Evidence, string> = {
  environment: "a sandbox in it",
  pyproject: "pyproject.toml",
  requirements: "requirements.txt",
  setup_py: "setup.py",
  setup_cfg: "setup.cfg",
  pipfile: "Pipfile",
  conda_file: "environment.yml",
  uv_lock: "uv.lock",
  poetry_lock: "poetry.lock",
  pixi: "pixi.toml",
  python_version: ".python-version",
  python_files: "Python files",
  notebooks: "notebooks",
};

const FOLDER: Record<Exclude<FolderState, "ok">, string> = {
  missing: "Not there",
  no_permission: "No access",
  not_a_folder: "Not a folder",
  too_wide: "Too big",
};

const OUTCOME: Record<Outcome, string> = { done: "Done", failed: "Failed", cancelled: "Stopped" };

const TABS: Record<Tab, string> = { now: "Now", projects: "Projects", tools: "Tools", pythons: "Pythons", activity: "Activity" };

const TERMINAL: Record<TerminalFrom, string | null> = {
  shell: null,
  cache: "As your shell said the last time it was asked",
  paths: "Your shell was not asked, so this is the system's own PATH",
};

const TOOL: Record<EnvironmentTool, string> = {
  venv: "venv",
  uv: "uv",
  virtualenv: "virtualenv",
  conda: "conda",
  pixi: "pixi",
};

function health({ health, unfinished, version }: ProjectEnvironment): string {
  if (unfinished === "running") return "Being made";
  if (unfinished === "abandoned") return "Unfinished";
  switch (health) {
    case "missing":
      return "No sandbox";
    case "broken":
      return "Broken";
    case "mixed":
      return "Mixed up";
    case "moved":
      return "Moved";
    case "no_pip":
      return "No pip";
    case "stale":
      return "Out of date";
    case "healthy":
      return version ? `Ready · ${minor(version)}` : "Ready";
  }
}

/** "3.14" of "3.14.6". */
export function minor(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** What a job did: as its plan said it, or, of one that an older Sandbar did, by its wish. */
function deed({ title, wish }: PastJob): string {
  return title === "" ? told(wish).name : plain(title);
}

function spoken({ plan, state, outcome, failure }: Job): string {
  const title = plain(plan.title);
  switch (state) {
    case "queued":
      return `Waiting: ${title}`;
    case "running":
      return `Started: ${title}`;
    case "verifying":
      return "Checking the result";
    case "ended":
      if (outcome === "done") return `Done: ${title}`;
      if (outcome === "cancelled") return `Stopped: ${title}`;
      return plain(failure?.message ?? `Not done: ${title}`);
  }
}

export const words = {
  ...ways,
  ...views,
  told,
  tabs: TABS,
  tabsLabel: "Views",
  retry: "Try again",
  lookAgain: "Look again",
  loading: "Looking at Python on this machine",
  engineFailed: "Sandbar can't look at this machine",
  lookFailed: "The last look failed: this is what was seen before",
  copy: { label: "Copy", what: (what: string) => `Copy ${what}`, done: "Copied", spoken: "Copied", failed: "Could not copy" },
  health,
  packages: (number: number) => count(number, "package"),
  evidence: (evidence: readonly Evidence[]) => list(evidence.map((each) => EVIDENCE[each])),
  now: {
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
  },
  create: {
    button: "Create sandbox",
    starting: "Starting…",
    about: "A sandbox (virtual environment) keeps this project's packages to itself.",
    show: "Show the command",
    hide: "Hide the command",
    more: (number: number) => `and ${count(number, "more command")}`,
    changed: "Something changed since you looked, and the plan with it. Read it, then press again.",
    refused: "This can't be done here",
    better: "What would work:",
    failed: "Could not start",
  },
  wait: "This sandbox is being made by another program. It is left alone until that has ended.",
  check: {
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
  },
  plan: { label: "What will be done", effects: "Afterwards", expects: "Checked at the end", undo: "To undo it", noUndo: "This can't be undone" },
  job: {
    spoken,
    state: (job: Job) => {
      if (job.waiting) return plain(job.waiting);
      if (job.state === "queued") return "Waiting for its turn";
      if (job.state === "verifying") return "Checking the result";
      if (job.progress) return plain(job.progress.phase);
      return job.plan.steps.length > 1 ? `Step ${job.step + 1} of ${job.plan.steps.length}` : "At work";
    },
    cancel: "Cancel",
    stopping: "Stopping…",
    noOutput: "No output yet",
    ended: { done: "Done, and checked", failed: "That did not work", cancelled: "Stopped" } satisfies Record<Outcome, string>,
    dismiss: "Put this result away",
    outputLabel: "Output",
    progress: "Progress",
  },
  project: {
    facts: "Sandbox",
    state: (environment: ProjectEnvironment, refuted: boolean) => {
      if (environment.health === "missing") return "No sandbox yet";
      const ready = refuted ? "Something is wrong" : "Sandbox ready";
      const state = environment.health === "healthy" ? ready : health(environment);
      return environment.version ? `${state} · Python ${environment.version}` : state;
    },
    where: "Folder",
    evidence: "Known by",
    sandbox: "Sandbox",
    madeBy: "Made by",
    packages: "Packages",
    unknown: "Can't be counted",
    pip: "pip",
    hasPip: { true: "In it", false: "Not in it" },
    gone: "This project is no longer there",
    goneHint: "Its folder was moved, renamed or removed, or is no longer watched",
    tool: TOOL,
    python: "Python",
  },
  projects: {
    title: "Projects",
    sub: (projects: number, folders: number) =>
      folders === 0 ? "No folder is watched" : `${count(projects, "project")} in ${count(folders, "folder")}`,
    search: "Search projects",
    none: (search: string) => `No project is called "${search}"`,
    found: (number: number) => `${count(number, "project")} found`,
    list: "Projects",
    add: "Add folder",
    adding: "Choosing…",
    addFailed: "The folders could not be changed",
    folders: "Watched folders",
    remove: (folder: string) => `Stop watching ${folder}`,
    folder: FOLDER,
  },
  pythons: {
    title: "Pythons",
    sub: (number: number) => `${number === 0 ? "No Python" : count(number, "Python")} on this machine`,
    disagree: "pip and python disagree",
    picture: "When you type python3",
    asked: TERMINAL,
    nothing: "No folder on your PATH has a python3",
    empty: (number: number) => count(number, "folder without python3", "folders without python3"),
    hit: "this one answers",
    words: "And when you type",
    unknown: "a Python that Sandbar does not know",
    notFound: "not found",
    settings: "Variables that change this",
    here: { macos: "On this Mac", linux: "On this machine" },
    none: "No Python was found",
    noneHint: "Install one from python.org or with Homebrew, then look again",
    chips: { protected: "Protected", managed: "Managed", open: "Open", private: "Private", strays: (n: number) => count(n, "stray") },
    about: {
      strays: (n: number, who: readonly string[]) => `${count(n, "package")} that ${list(who)} put there`,
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
    strays: "Packages that are not its own",
    stray: { asked: "asked for", along: "came along", shared: "in your user folder" },
    unknownVersion: "of unknown version",
  },
  activity: {
    ...ways.activity,
    title: "Activity",
    sub: (running: number) => (running === 0 ? "Nothing is running" : `${count(running, "job")} running`),
    running: "Now",
    history: "Earlier",
    none: "Nothing was done yet",
    noneHint: "What Sandbar does for you is listed here, with how it ended.",
    deed,
    outcome: OUTCOME,
    took: (seconds: string | null) => seconds ?? "less than a second",
    failed: "The history could not be read",
  },
} as const;
