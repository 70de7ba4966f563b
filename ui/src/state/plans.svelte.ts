/**
 * What a wish would do, asked for before anybody presses its button: the plan that is shown is the one that is run.
 */
import type { Failure, Plan, Refusal } from "../contract";
import { asFailure, type Host } from "../host/host";
import type { Jobs } from "./jobs.svelte";

/** A wish in the words of the command line. */
export type Wish = readonly string[];

/** One wish, its plan or its refusal, and the way to run it. */
export class PlannedWish {
  plan = $state.raw<Plan | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  /** Why there is no answer, or why the plan could not be started. */
  failure = $state.raw<Failure | null>(null);
  /** Whether the plan was refused as stale and is now another one: its reader has to look again. */
  changed = $state(false);
  /** Between the press and the engine's answer to it. */
  starting = $state(false);

  readonly wish: Wish;
  readonly #host: Host;
  readonly #jobs: Jobs;
  #revision: number | null = null;
  #asked = 0;

  constructor(host: Host, jobs: Jobs, wish: Wish) {
    this.#host = host;
    this.#jobs = jobs;
    this.wish = wish;
  }

  /** Asks for the plan, once for each revision of the snapshot. */
  async follow(revision: number): Promise<void> {
    if (this.#revision === revision) return;
    this.#revision = revision;
    this.failure = null;
    await this.#ask();
  }

  /** Asks again after a failure. */
  async again(): Promise<void> {
    this.failure = null;
    await this.#ask();
  }

  /** Runs the plan that is shown. One that is stale is asked for again and said to have changed. */
  async start(): Promise<void> {
    if (this.plan === null || this.starting) return;
    this.starting = true;
    this.changed = false;
    this.failure = null;
    try {
      const id = await this.#host.request("start", { wish: [...this.wish], fingerprint: this.plan.fingerprint });
      // Its first event may still be on its way.
      if (!this.#jobs.job(id)) await this.#jobs.load();
    } catch (thrown) {
      await this.#notStarted(asFailure(thrown));
    } finally {
      this.starting = false;
    }
  }

  async #notStarted(failure: Failure): Promise<void> {
    if (failure.code === "stale") {
      await this.#ask();
      this.changed = this.plan !== null;
    } else {
      this.failure = failure;
    }
  }

  async #ask(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const answer = await this.#host.request("plan", { wish: [...this.wish] });
      if (asked !== this.#asked) return;
      this.plan = "plan" in answer ? answer.plan : null;
      this.refusal = "refused" in answer ? answer.refused : null;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.plan = null;
      this.refusal = null;
      this.failure = asFailure(thrown);
    }
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
