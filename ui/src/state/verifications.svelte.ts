/**
 * What the guide's verification said about a project, for as long as its environment stays what it was.
 */
import type { Event, Failure, Snapshot, Verification } from "../contract";
import { asFailure, type Host } from "../host/host";

/** The verification of one project. */
export class ProjectVerification {
  result = $state.raw<Verification | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** What the engine said when it would not run this environment's Python unasked. */
  question = $state.raw<Failure | null>(null);
  running = $state(false);

  readonly #host: Host;
  readonly #path: string;

  constructor(host: Host, path: string) {
    this.#host = host;
    this.#path = path;
  }

  /** Whether nobody has asked for it yet. */
  get untouched(): boolean {
    return !this.running && this.result === null && this.failure === null && this.question === null;
  }

  /** Verifies; `trusted` once the user has said that an unknown Python may be run. */
  async check(trusted: boolean): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.forget();
    try {
      this.result = await this.#host.request("verify", { path: this.#path, trusted });
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code === "untrusted") this.question = failure;
      else this.failure = failure;
    } finally {
      this.running = false;
    }
  }

  forget(): void {
    this.result = null;
    this.failure = null;
    this.question = null;
  }
}

export class Verifications {
  readonly #host: Host;
  readonly #projects = new Map<string, ProjectVerification>();
  /** The environment of each project in the last snapshot, as text. */
  #environments = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
  }

  of(path: string): ProjectVerification {
    const known = this.#projects.get(path);
    if (known) return known;
    const made = new ProjectVerification(this.#host, path);
    this.#projects.set(path, made);
    return made;
  }

  hear(event: Event): void {
    if (event.event === "snapshot") this.see(event.snapshot);
  }

  /** A result says nothing about an environment that has changed since. */
  see(snapshot: Snapshot): void {
    const environments = new Map(snapshot.projects.map((each) => [each.path, JSON.stringify(each.environment)]));
    for (const [path, verification] of this.#projects) {
      if (this.#environments.get(path) !== environments.get(path)) verification.forget();
    }
    this.#environments = environments;
  }
}
