/** Which sentence is meant, where that takes more than a look into a table: the same in every language. */
import type { Advice, Health, Job, PastJob, ProjectEnvironment } from "../contract";
import type { Wish } from "../state/plans.svelte";
import { aloud } from "./engine/said";
import type { Told } from "./wish";

/** How an environment can be, in one or two words. */
export interface Conditions extends Record<Exclude<Health, "healthy">, string> {
  /** Another program is making it. */
  running: string;
  /** Its making was cut off. */
  abandoned: string;
  healthy: (minor: string | null) => string;
}

export function condition(says: Conditions): (environment: ProjectEnvironment) => string {
  return ({ health, unfinished, version }) => {
    if (unfinished !== null) return says[unfinished];
    return health === "healthy" ? says.healthy(version && minor(version)) : says[health];
  };
}

/** How a project's environment is, as the title of its page says it. */
export interface Standings {
  missing: string;
  ready: string;
  /** It looks well, but a check found that it is not. */
  refuted: string;
  condition: (environment: ProjectEnvironment) => string;
}

export function standing(says: Standings): (environment: ProjectEnvironment, refuted: boolean) => string {
  return (environment, refuted) => {
    const { health, version } = environment;
    if (health === "missing") return says.missing;
    const state = health !== "healthy" ? says.condition(environment) : refuted ? says.refuted : says.ready;
    return version ? `${state} · Python ${version}` : state;
  };
}

/** What is said of that which was asked about, in one line; `what` is a name in backticks, or how many. */
export interface Verdicts extends Record<"stdlib" | "ask" | "nothing" | "glass" | "fix" | "unknown" | "sandbox", string> {
  several: (many: number) => string;
  /** Of several, each belongs somewhere else. */
  apart: (what: string) => string;
  /** What was typed is a slip away from it. */
  meant: (what: string) => string;
  venv: (what: string, many: number) => string;
  pipx: (what: string, many: number) => string;
  brew: (what: string, many: number) => string;
  rename: (what: string, many: number) => string;
}

export function verdict(says: Verdicts): (advice: Advice) => string {
  return ({ verdict, package: name, items }) => {
    const what = items.length > 1 ? says.several(items.length) : `\`${name ?? items[0]?.input ?? ""}\``;
    if (verdict === "break_glass") return says.glass;
    if (verdict === "ask" && name === null) return says.unknown;
    if (verdict === "ask" && items.length === 1 && !names(items[0]?.input ?? "", name ?? "")) return says.meant(`\`${name}\``);
    if (items.some((item) => item.verdict !== verdict)) return says.apart(says.several(items.length));
    if (verdict === "venv" && name === null) return says.sandbox;
    const sentence = says[verdict];
    return typeof sentence === "string" ? sentence : sentence(what, items.length);
  };
}

/** Whether what was typed is the package's name, as PyPI compares names (PEP 503); versions and extras may stand behind it. */
function names(typed: string, name: string): boolean {
  const normal = typed.toLowerCase().replace(/[-_.]+/g, "-");
  return normal.startsWith(name) && !/^[a-z0-9-]/.test(normal.slice(name.length));
}

/** What a screen reader hears of a job as it goes on. */
export interface JobNews {
  queued: (title: string) => string;
  running: (title: string) => string;
  verifying: string;
  done: (title: string) => string;
  cancelled: (title: string) => string;
  failed: (title: string) => string;
}

export function news(says: JobNews): (job: Job) => string {
  return ({ plan, state, outcome, failure }) => {
    const title = aloud(plan.title);
    if (state === "verifying") return says.verifying;
    if (state !== "ended") return says[state](title);
    if (outcome === "failed" && failure) return aloud(failure.message);
    return says[outcome ?? "failed"](title);
  };
}

/** How far a job is. */
export interface JobStates {
  queued: string;
  verifying: string;
  step: (step: number, of: number) => string;
  atWork: string;
}

export function jobState(says: JobStates): (job: Job) => string {
  return ({ waiting, state, progress, plan, step }) => {
    if (waiting) return aloud(waiting);
    if (state === "queued") return says.queued;
    if (state === "verifying") return says.verifying;
    if (progress) return aloud(progress.phase);
    return plan.steps.length > 1 ? says.step(step + 1, plan.steps.length) : says.atWork;
  };
}

/** What a job did: as its plan said it, or, of one that an older Sandbar did, by its wish. */
export function deed(told: (wish: Wish) => Told): (job: PastJob) => string {
  return ({ title, wish }) => (title === "" ? told(wish).name : aloud(title));
}

/** "3.14" of "3.14.6". */
function minor(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
