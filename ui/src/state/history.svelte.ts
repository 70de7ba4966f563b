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

  constructor(host: Host) {
    this.#host = host;
  }

  async load(): Promise<void> {
    try {
      this.jobs = await this.#host.request("history", null);
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
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
    if (maybeMore && this.jobs !== null) await this.load();
  }
}
