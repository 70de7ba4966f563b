/** Plans, jobs and checks as the engine would send them. */
import type { Check, Job, PastJob, Plan, Project, Verification } from "../contract";
import { BREW, HOME, WEATHER } from "./machine";

export function creation(of: Project = WEATHER): Plan {
  const argv = [BREW.path, "-m", "venv", `${of.path}/.venv`];
  return {
    title: `Create a sandbox for ${of.name}`,
    why: "Your terminal's python3 is Homebrew 3.14.6, so the sandbox is made with that one. pip does not install into Homebrew's own Python.",
    steps: [{ argv, cwd: of.path, env: {} }],
    effects: [`\`${of.path}/.venv\` is new, about 13 MB`, "Nothing outside of it changes"],
    expects: ["Its Python answers", "pip belongs to this project", "Nothing is missing or in conflict"],
    undo: "The sandbox is put aside; your own files stay as they are",
    commands: [argv.join(" ")],
    fingerprint: `create-${of.name}`,
  };
}

export function removal(of: Project): Plan {
  return {
    ...creation(of),
    title: `Remove the unfinished sandbox of ${of.name}`,
    why: "Its making was cut off before it could be checked.",
    steps: [{ argv: ["/bin/mv", `${of.path}/.venv`, `${of.path}/.venv.sandbar-aside`], cwd: of.path, env: {} }],
    effects: [`\`${of.path}/.venv\` is put aside`],
    expects: ["The folder is free for a new sandbox"],
    commands: [`mv ${of.path}/.venv ${of.path}/.venv.sandbar-aside`],
    fingerprint: `discard-${of.name}`,
  };
}

export const CHECKS: Check[] = [
  { code: "environment", ok: true, message: "The sandbox is whole", hint: null },
  { code: "python", ok: true, message: "Its Python answers: 3.14.6", hint: null },
  { code: "pip", ok: true, message: "pip belongs to this project", hint: null },
  { code: "packages", ok: true, message: "A clean start: 1 package, system packages are off", hint: null },
  { code: "dependencies", ok: true, message: "Nothing is missing or in conflict", hint: null },
  { code: "fresh_terminal", ok: null, message: "A new terminal there still uses Homebrew 3.14.6, until the sandbox is turned on", hint: null },
  { code: "activate", ok: null, message: "Turn it on with `source .venv/bin/activate`", hint: null },
];

export const VERIFIED: Verification = { ok: true, checks: CHECKS };

export const NOT_VERIFIED: Verification = {
  ok: false,
  checks: CHECKS.map((check) =>
    check.code === "dependencies"
      ? {
          ...check,
          ok: false,
          message: "pandas 3.1.0 needs numpy, which is not installed",
          hint: "Install it with `.venv/bin/python -m pip install numpy`",
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
  const one = (id: number, hours: number, wish: string[], outcome: PastJob["outcome"], seconds: number): PastJob => ({
    id: `job-${id}`,
    at: ago(hours),
    wish,
    outcome,
    seconds,
    undoable: outcome === "done",
  });
  return [
    one(5, 0.1, ["venv", "create", `${HOME}/code/photo-sorter`], "done", 3.42),
    one(4, 20, ["venv", "create", `${HOME}/code/thesis-plots`], "done", 2.9),
    one(3, 26, ["venv", "discard", `${HOME}/code/thesis-plots`], "done", 0.03),
    one(2, 27, ["venv", "create", `${HOME}/code/thesis-plots`], "cancelled", 1.2),
    one(1, 900, ["venv", "create", `${HOME}/code/a project with a rather long name, as they come`], "failed", 131),
  ];
}
