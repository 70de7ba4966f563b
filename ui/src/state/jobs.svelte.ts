/**
 * The jobs that run, wait, or have ended since the engine started.
 *
 * A `job` event carries no output and an `output` event nothing else, so the lines are kept apart, by the job's id.
 */
import { SvelteMap, SvelteSet } from "svelte/reactivity";

import type { Event, Failure, Job, JobId } from "../contract";
import { asFailure, type Host } from "../host/host";

/** How many of a job's last lines are kept: more than anybody reads, few enough to draw at once. */
export const MOST_LINES = 1000;

export class Jobs {
  /** Every job, the first begun first. */
  all = $state.raw<Job[]>([]);
  /** Why the jobs could not be read, or one could not be stopped. */
  failure = $state.raw<Failure | null>(null);

  readonly #host: Host;
  readonly #output = new SvelteMap<JobId, string[]>();
  readonly #stopping = new SvelteSet<JobId>();
  readonly #dismissed = new SvelteSet<JobId>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Reads them all, as after the window was opened again. */
  async load(): Promise<void> {
    try {
      const jobs = await this.#host.request("jobs", null);
      for (const job of jobs) {
        // Whichever knows more: lines may have come as events before this reply.
        if (job.output.length > this.output(job.id).length) this.#output.set(job.id, lastOf(job.output));
      }
      const known = new Set(jobs.map((job) => job.id));
      this.all = [...this.all.filter((job) => !known.has(job.id)), ...jobs.map((job) => this.#newer(job))];
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  hear(event: Event): void {
    if (event.event === "job") this.#advance(event.job);
    if (event.event === "output") this.#output.set(event.id, lastOf([...this.output(event.id), ...event.lines]));
  }

  job(id: JobId): Job | undefined {
    return this.all.find((job) => job.id === id);
  }

  /** The last lines that a job has said. */
  output(id: JobId): string[] {
    return this.#output.get(id) ?? [];
  }

  /** The job to show with a project: its newest one, until its result was put away. */
  about(project: string): Job | undefined {
    const job = this.all.findLast((each) => each.wish[2] === project);
    return job && !this.#dismissed.has(job.id) ? job : undefined;
  }

  running(): Job[] {
    return this.all.filter((job) => job.state !== "ended");
  }

  /** Whether a job was told to stop and has not yet. */
  stopping(id: JobId): boolean {
    return this.#stopping.has(id);
  }

  async cancel(id: JobId): Promise<void> {
    this.#stopping.add(id);
    try {
      await this.#host.request("cancel", { id });
      this.failure = null;
    } catch (thrown) {
      this.#stopping.delete(id);
      this.failure = asFailure(thrown);
    }
  }

  /** Puts the result of a job away; the history keeps it. */
  dismiss(id: JobId): void {
    this.#dismissed.add(id);
  }

  #advance(job: Job): void {
    const known = this.all.some((each) => each.id === job.id);
    this.all = known ? this.all.map((each) => (each.id === job.id ? job : each)) : [...this.all, job];
    if (job.state === "ended") this.#stopping.delete(job.id);
  }

  /** A reply may be older than what an event has said: an ended job does not run again. */
  #newer(job: Job): Job {
    const known = this.job(job.id);
    return known?.state === "ended" ? known : job;
  }
}

function lastOf(lines: string[]): string[] {
  return lines.length > MOST_LINES ? lines.slice(-MOST_LINES) : lines;
}
