/**
 * What a wish would do, asked for before anybody presses its button: the plan that is shown is the one that is run.
 *
 * Some plans are known only after a program has looked (pip, at the package index). Then what is shown first is that
 * look, and it is run only when somebody presses for it; what it saw is in the plan that comes next.
 */
import type { Answer, Failure, Job, JobId, Plan, Refusal } from "../contract";
import { asFailure, type Host } from "../host/host";
import type { Jobs } from "./jobs.svelte";

/** A wish in the words of the command line. */
export type Wish = readonly string[];

/** As many as the command line takes: what has to be looked at more often changes all the time. */
const MOST_LOOKS = 4;

/** One wish, its plan or its refusal, and the way to run it. */
export class PlannedWish {
  plan = $state.raw<Plan | null>(null);
  /** What has to be looked at before there is a plan. */
  preview = $state.raw<Plan | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  /** Why there is no answer, or why the plan could not be started. */
  failure = $state.raw<Failure | null>(null);
  /** Whether the plan was refused as stale and is now another one: its reader has to look again. */
  changed = $state(false);
  /** Between the press and the engine's answer to it; for a look, until that has ended. */
  starting = $state(false);
  /** Whether the plan is what a look has found: its reader has seen nothing of it yet. */
  looked = $state(false);

  readonly wish: Wish;
  readonly #host: Host;
  readonly #jobs: Jobs;
  #look = $state<JobId | null>(null);
  #revision: number | null = null;
  #asked = 0;
  #answer: Promise<void> = Promise.resolve();

  constructor(host: Host, jobs: Jobs, wish: Wish) {
    this.#host = host;
    this.#jobs = jobs;
    this.wish = wish;
  }

  /** The look that is under way. */
  get look(): Job | undefined {
    return this.#look === null ? undefined : this.#jobs.job(this.#look);
  }

  /** Asks for the plan, once for each revision of the snapshot. */
  async follow(revision: number): Promise<void> {
    if (this.#revision === revision) return;
    this.#revision = revision;
    this.failure = null;
    await this.#ask();
  }

  /** Has the next look at it ask anew: what stood in its way may be gone. */
  forget(): void {
    if (!this.starting) this.#revision = null;
  }

  /** Asks again after a failure. */
  async again(): Promise<void> {
    this.failure = null;
    await this.#ask();
  }

  /**
   * Runs what is shown: the plan, and gives its job; or the look that comes before it. What is stale is asked for
   * again and said to have changed.
   */
  async start(): Promise<JobId | null> {
    const { plan, preview } = this;
    if (this.starting || (plan ?? preview) === null) return null;
    this.starting = true;
    this.changed = false;
    this.failure = null;
    try {
      if (plan) return await this.#begin(plan);
      if (preview) await this.#lookFirst(preview);
    } catch (thrown) {
      await this.#notStarted(asFailure(thrown));
    } finally {
      this.starting = false;
      this.#look = null;
    }
    return null;
  }

  async #begin({ fingerprint }: Plan): Promise<JobId> {
    const id = await this.#host.request("start", { wish: [...this.wish], fingerprint });
    // Its first event may still be on its way.
    if (!this.#jobs.job(id)) await this.#jobs.load();
    return id;
  }

  /** Looks, and looks again where the answer is that more has to be seen: no look changes anything. */
  async #lookFirst(preview: Plan): Promise<void> {
    let next: Plan | null = preview;
    for (let looks = 0; next && looks < MOST_LOOKS; looks += 1) {
      if (!(await this.#lookAt(next))) return;
      next = this.preview;
    }
    this.looked = this.plan !== null;
    this.changed = this.preview !== null;
  }

  /** Whether it was seen, and asks for the plan that is made of it. */
  async #lookAt(preview: Plan): Promise<boolean> {
    const found = this.#jobs.expectLook(preview);
    try {
      this.#look = await this.#begin(preview);
    } finally {
      found(this.#look);
    }
    const { outcome, failure } = await this.#jobs.ended(this.#look);
    if (outcome === "failed") this.failure = failure;
    if (outcome !== "done") return false;
    await this.#ask();
    return true;
  }

  async #notStarted(failure: Failure): Promise<void> {
    if (failure.code === "stale") {
      await this.#ask();
      this.changed = (this.plan ?? this.preview) !== null;
    } else {
      this.failure = failure;
    }
  }

  /** Asks for the plan. Ends when the last question has been answered, whoever asked it. */
  async #ask(): Promise<void> {
    this.#answer = this.#answered(++this.#asked);
    let last: Promise<void>;
    do {
      last = this.#answer;
      await last;
    } while (last !== this.#answer);
  }

  async #answered(asked: number): Promise<void> {
    try {
      const answer = await this.#host.request("plan", { wish: [...this.wish] });
      if (asked === this.#asked) this.#take(answer);
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.#take({});
      this.failure = asFailure(thrown);
    }
  }

  #take(answer: Answer | Record<string, never>): void {
    this.plan = "plan" in answer ? answer.plan : null;
    this.preview = "preview" in answer ? answer.preview : null;
    this.refusal = "refused" in answer ? answer.refused : null;
    this.looked &&= this.plan !== null;
  }
}

/** The wishes that have been looked at. */
export class Plans {
  readonly #host: Host;
  readonly #jobs: Jobs;
  readonly #wishes = new Map<string, PlannedWish>();

  constructor(host: Host, jobs: Jobs) {
    this.#host = host;
    this.#jobs = jobs;
  }

  of(wish: Wish): PlannedWish {
    const key = JSON.stringify(wish);
    const known = this.#wishes.get(key);
    if (known) return known;
    const made = new PlannedWish(this.#host, this.#jobs, wish);
    this.#wishes.set(key, made);
    return made;
  }
}
