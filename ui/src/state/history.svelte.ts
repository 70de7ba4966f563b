/** What was done, the last first: read when it is looked at, and again when a job has ended. */
import type { Event, Failure, JobId, PastJob } from "../contract";
import { asFailure, type Host } from "../host/host";

export class History {
  /** Null until it was read. */
  jobs = $state.raw<PastJob[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Why the undo of a job could not be given up. */
  kept = $state.raw<Failure | null>(null);

  readonly #host: Host;
  #asked = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const jobs = await this.#host.request("history", null);
      if (asked !== this.#asked) return;
      this.jobs = jobs;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }

  /** Whether a job can be taken back, as far as the history knows it. */
  isUndoable(id: JobId): boolean {
    return this.jobs?.find((job) => job.id === id)?.undoable ?? true;
  }

  /** Reads it, unless that was done: from then on it follows the jobs. */
  async know(): Promise<void> {
    if (this.#asked === 0) await this.load();
  }

  /** Gives up the undo of a job: what was kept for it goes to the Trash. Says whether it did. */
  async forget(id: JobId): Promise<boolean> {
    this.kept = null;
    try {
      await this.#host.request("forget", { id });
    } catch (thrown) {
      this.kept = asFailure(thrown);
      return false;
    }
    await this.load();
    return true;
  }

  async hear(event: Event): Promise<void> {
    const maybeMore = event.event === "missed" || (event.event === "job" && event.job.state === "ended");
    if (maybeMore && this.#asked > 0) await this.load();
  }
}
