/**
 * The three lessons, each done by doing it in a practice project: where that is, and which of them are over.
 *
 * What was done is kept by whoever runs this, as a line of text; that it can't be kept costs a tick in a list.
 */
import type { Advice, Failure, Package, Practice, Project, Snapshot } from "../contract";
import { asFailure, type Host } from "../host/host";
import { throughGlass } from "./glass";
import type { Wish } from "./plans.svelte";

/** What pip was about to do; one sandbox for each project; tools go to pipx. */
export const LESSONS = ["pip", "apart", "tools"] as const;

export type Lesson = (typeof LESSONS)[number];

/** What is typed in the lessons. */
export const TYPED = { pip: "pip3 install requests", tools: "pip install black" } as const;

/** The package that the first lesson adds, and the second looks for. */
export const SAMPLE = "requests";

/** Where a line of text outlives the window. */
export interface Kept {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

const NAME = "lessons";

export class Lessons {
  /** Null until it was asked for. */
  practice = $state.raw<Practice | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #host: Host;
  readonly #kept: Kept | undefined;
  #done = $state.raw<ReadonlySet<Lesson>>(new Set());

  constructor(host: Host, kept?: Kept) {
    this.#host = host;
    this.#kept = kept;
    const before = attempt(() => kept?.getItem(NAME)) ?? "";
    this.#done = new Set(LESSONS.filter((lesson) => before.split(" ").includes(lesson)));
  }

  isDone(lesson: Lesson): boolean {
    return this.#done.has(lesson);
  }

  finish(lesson: Lesson): void {
    if (this.isDone(lesson)) return;
    this.#done = new Set([...this.#done, lesson]);
    attempt(() => this.#kept?.setItem(NAME, [...this.#done].join(" ")));
  }

  /** The first that is not done yet. */
  next(): Lesson | null {
    return LESSONS.find((lesson) => !this.isDone(lesson)) ?? null;
  }

  /** Asks where the practice projects are, or would be. */
  async load(): Promise<void> {
    try {
      this.practice = await this.#host.request("practice", null);
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

/** A practice project, once it is there with a sandbox that packages can go into. */
export function practised(path: string, { projects }: Snapshot): Project | null {
  const project = projects.find((each) => each.path === path);
  return project?.environment.health === "healthy" ? project : null;
}

/** What the answer of a lesson leads to: the first of its wishes that is no way through the glass. */
export function leadsTo(answer: Advice): Wish | null {
  return answer.wishes.find((wish) => !throughGlass(wish)) ?? null;
}

/** Whether the package of the first lesson is among these. */
export function hasSample(packages: readonly Package[] | null): boolean {
  return packages?.some(({ name }) => name === SAMPLE) ?? false;
}

/** A page may be denied its own storage. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
