/** Plans, jobs and checks as the engine would send them. */
import type { Check, Job, PastJob, Plan, Project, Verification } from "../contract";
import { BREW, HOME, PHOTOS, THESIS, WEATHER } from "./machine";

/** A plan of which only what matters has to be said. */
export function plan(rest: Partial<Plan>): Plan {
  const commands = rest.commands ?? [];
  return {
    title: "Set up pipx",
    why: "pipx keeps each tool in a sandbox of its own, so that tools and projects never get into each other's way",
    steps: commands.map((command) => ({ argv: command.split(" "), cwd: "/", env: {} })),
    effects: [],
    expects: [],
    undo: null,
    commands,
    confirm: null,
    better: [],
    fingerprint: `plan-${rest.title}`,
    ...rest,
  };
}

export function creation(of: Project = WEATHER): Plan {
  const argv = [BREW.path, "-I", "-m", "venv", "--prompt", of.name, `${of.path}/.venv`];
  return {
    title: `Create a sandbox for \`${of.name}\``,
    why: "Homebrew 3.14.6 is what `python3` means in your terminal",
    steps: [{ argv, cwd: "/", env: {} }],
    effects: [
      `A new folder \`~${of.path.slice(HOME.length)}/.venv\` appears, of about 20 MB, with a Python 3.14.6 and a pip of the project's own`,
      "What is installed with that pip stays in that folder; nothing outside of it is changed",
    ],
    expects: [
      "The sandbox's Python answers, and is the sandbox's own",
      "Its pip belongs to it, and no package comes from outside",
      "`pip check` finds nothing missing",
    ],
    undo: "The folder is renamed to one beside it whose name begins with `.venv.sandbar-old-`; nothing is deleted",
    commands: [argv.join(" ")],
    confirm: null,
    better: [],
    fingerprint: `create-${of.name}`,
  };
}

export function removal(of: Project): Plan {
  return {
    title: `Remove the unfinished sandbox in \`~${of.path.slice(HOME.length)}\``,
    why: "Its making was interrupted, so it may not work, and a new one can't be made while it is there",
    steps: [],
    effects: [`The unfinished folder \`~${of.path.slice(HOME.length)}/.venv\` is removed, with everything in it`],
    expects: [`Nothing is left at \`${of.path}/.venv\``],
    undo: null,
    commands: [`rm -r -- ${of.path}/.venv`],
    confirm: null,
    better: [],
    fingerprint: `discard-${of.name}`,
  };
}

export const CHECKS: Check[] = [
  { code: "environment", ok: true, message: "`~/code/weather-bot/.venv` is whole, for Python 3.14.6", hint: null },
  { code: "python", ok: true, message: "Python 3.14.6 answers, and belongs to the sandbox", hint: null },
  { code: "pip", ok: true, message: "pip 26.0 belongs to the sandbox", hint: null },
  { code: "packages", ok: true, message: "1 package, nobody's but the sandbox's own", hint: null },
  { code: "dependencies", ok: true, message: "`pip check` finds nothing missing", hint: null },
  {
    code: "fresh_terminal",
    ok: null,
    message: "In a new terminal `python3` is Homebrew 3.14.6, not the sandbox, until you turn the sandbox on",
    hint: null,
  },
  {
    code: "activate",
    ok: null,
    message: "This line turns the sandbox on in a terminal",
    hint: `source ${WEATHER.path}/.venv/bin/activate`,
  },
];

export const VERIFIED: Verification = { ok: true, checks: CHECKS };

export const NOT_VERIFIED: Verification = {
  ok: false,
  checks: CHECKS.map((check) =>
    check.code === "dependencies"
      ? {
          ...check,
          ok: false,
          message: "`pip check` complains: pandas 3.1.0 requires numpy, which is not installed",
          hint: "Install what is named, in the version that is named",
        }
      : check,
  ),
};

export function job(rest: Partial<Job> = {}): Job {
  return {
    id: "2026-11-24T18-42-07-1",
    wish: ["venv", "create", WEATHER.path],
    plan: creation(),
    state: "running",
    step: 0,
    progress: null,
    waiting: null,
    outcome: null,
    failure: null,
    checks: [],
    output: [],
    ...rest,
  };
}

/** The history, its moments counted back from `now`. */
export function past(now: Date): PastJob[] {
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const one = (id: number, hours: number, rest: Partial<PastJob>): PastJob => ({
    id: `job-${id}`,
    at: ago(hours),
    wish: [],
    title: "",
    commands: [],
    output: [],
    outcome: "done",
    seconds: 1,
    undoable: false,
    undo: null,
    ...rest,
  });
  const { title, commands, undo } = creation(PHOTOS);
  return [
    one(5, 0.1, { wish: ["venv", "create", PHOTOS.path], title, commands, undo, seconds: 3.42, undoable: true, output: ["Creating virtual environment", "Successfully installed pip-26.1"] }),
    one(4, 20, { wish: ["add", THESIS.path, "matplotlib"], title: "Add `matplotlib` to the sandbox of `thesis-plots`", commands: [`${THESIS.path}/.venv/bin/python -m pip install matplotlib`], seconds: 22.9, undoable: true, undo: "Every file of the sandbox is put back as it was, from copies on this disk; no network is needed" }),
    one(3, 26, { wish: ["venv", "discard", THESIS.path], seconds: 0.03 }),
    one(2, 27, { wish: ["venv", "create", THESIS.path], outcome: "cancelled", seconds: 1.2 }),
    one(1, 900, { wish: ["venv", "create", `${HOME}/code/a project with a rather long name, as they come`], outcome: "failed", seconds: 131 }),
  ];
}
