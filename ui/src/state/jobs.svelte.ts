/**
 * The jobs that run, wait, or have ended since the engine started.
 *
 * A `job` event carries no output and an `output` event nothing else, so the lines are kept apart, by the job's id.
 */
import { SvelteMap, SvelteSet } from "svelte/reactivity";

import type { Event, Failure, Job, JobId, Plan } from "../contract";
import { asFailure, type Host } from "../host/host";

/** How many of a job's last lines are kept: more than anybody reads, few enough to draw at once. */
export const MOST_LINES = 1000;

export class Jobs {
  /** Every job, the first begun first. */
  all = $state.raw<Job[]>([]);
  /** Why the jobs could not be read, or one could not be stopped. */
  failure = $state.raw<Failure | null>(null);
  /** The job that was begun last from here, until its card has taken the focus. */
  fresh = $state<JobId | null>(null);

  readonly #host: Host;
  readonly #output = new SvelteMap<JobId, string[]>();
  /** How many lines each job has said, those that are kept no more included. */
  readonly #said = new SvelteMap<JobId, number>();
  readonly #stopping = new SvelteSet<JobId>();
  readonly #dismissed = new SvelteSet<JobId>();
  /** Where each job was begun. */
  readonly #places = new SvelteMap<JobId, string>();
  /** The jobs that only look: they are shown by who waits for them. */
  readonly #looks = new SvelteSet<JobId>();
  /** The fingerprints of those that were begun and have no name yet. */
  readonly #nameless = new SvelteSet<string>();
  #waiting: { id: JobId; ended: (job: Job) => void }[] = [];

  constructor(host: Host) {
    this.#host = host;
  }

  /** Reads them all, as after the window was opened again. */
  async load(): Promise<void> {
    try {
      const jobs = await this.#host.request("jobs", null);
      for (const job of jobs) {
        // Whichever knows more: lines may have come as events before this reply.
        if (job.output.length > this.said(job.id)) this.#keep(job.id, job.output, job.output.length);
      }
      const known = new Set(jobs.map((job) => job.id));
      this.all = [...this.all.filter((job) => !known.has(job.id)), ...jobs.map((job) => this.#newer(job))];
      this.failure = null;
      this.#settle();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  hear(event: Event): void {
    if (event.event === "job") this.#advance(event.job);
    if (event.event === "output") {
      const { id, lines } = event;
      this.#keep(id, [...this.output(id), ...lines], this.said(id) + lines.length);
    }
  }

  job(id: JobId): Job | undefined {
    return this.all.find((job) => job.id === id);
  }

  /** The last lines that a job has said. */
  output(id: JobId): string[] {
    return this.#output.get(id) ?? [];
  }

  /** How many lines a job has said in all. */
  said(id: JobId): number {
    return this.#said.get(id) ?? 0;
  }

  /** The job to show with a project: its newest one, until its result was put away. */
  about(project: string): Job | undefined {
    return this.#shown(this.all.findLast((each) => !this.isLook(each) && this.#concerns(each, project)));
  }

  /** The job to show at a place: the newest that was begun there, until its result was put away. */
  begunAt(place: string): Job | undefined {
    return this.#shown(this.all.findLast((each) => !this.isLook(each) && this.#places.get(each.id) === place));
  }

  /** Says where a job was begun: there its card is shown, and takes the focus. */
  begin(id: JobId, place: string): void {
    this.#places.set(id, place);
    this.fresh = id;
  }

  running(): Job[] {
    return this.all.filter((job) => job.state !== "ended");
  }

  /** Says that the job that is about to begin only looks; its name is told to the function that this gives. */
  expectLook({ fingerprint }: Plan): (id: JobId | null) => void {
    this.#nameless.add(fingerprint);
    return (id) => {
      if (id !== null) this.#looks.add(id);
      this.#nameless.delete(fingerprint);
    };
  }

  /** Whether a job only looks, for a plan that is to come. */
  isLook(job: Job): boolean {
    return this.#looks.has(job.id) || this.#nameless.has(job.plan.fingerprint);
  }

  /** The job, once it has ended. */
  ended(id: JobId): Promise<Job> {
    return new Promise((ended) => {
      this.#waiting.push({ id, ended });
      this.#settle();
    });
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

  #keep(id: JobId, lines: string[], said: number): void {
    this.#output.set(id, lines.length > MOST_LINES ? lines.slice(-MOST_LINES) : lines);
    this.#said.set(id, said);
  }

  /** What takes a job back is about whatever that job was about. */
  #concerns({ wish }: Job, project: string): boolean {
    const undone = wish[0] === "undo" && wish[1] !== undefined ? this.job(wish[1]) : undefined;
    return (undone?.wish ?? wish).includes(project);
  }

  #shown(job: Job | undefined): Job | undefined {
    return job && !this.#dismissed.has(job.id) ? job : undefined;
  }

  #advance(job: Job): void {
    const known = this.all.some((each) => each.id === job.id);
    this.all = known ? this.all.map((each) => (each.id === job.id ? job : each)) : [...this.all, job];
    if (job.state === "ended") this.#stopping.delete(job.id);
    this.#settle();
  }

  /** Tells those who wait for a job that has ended. */
  #settle(): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ id }) => this.job(id)?.state !== "ended");
    for (const { id, ended } of waiting) {
      const job = this.job(id);
      if (job?.state === "ended") ended(job);
    }
  }

  /** A reply may be older than what an event has said: an ended job does not run again. */
  #newer(job: Job): Job {
    const known = this.job(job.id);
    return known?.state === "ended" ? known : job;
  }
}
