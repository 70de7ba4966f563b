/** What the engine last saw of this machine. It follows the events; nothing is worked out here. */
import type { Event, Failure, Project, Snapshot } from "../contract";
import { asFailure, type Host } from "../host/host";

export class MachineState {
  /** The last snapshot; null until the first has come. */
  snapshot = $state.raw<Snapshot | null>(null);
  /** Why the last look that was asked for gave nothing. */
  failure = $state.raw<Failure | null>(null);
  /** Whether a look that was asked for is under way. */
  looking = $state(false);

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Takes the snapshot as it stands. */
  load(): Promise<void> {
    return this.#look("snapshot");
  }

  /** Has everything looked at again. */
  refresh(): Promise<void> {
    return this.#look("refresh");
  }

  hear(event: Event): void {
    if (event.event === "snapshot") this.#take(event.snapshot);
  }

  project(path: string): Project | null {
    return this.snapshot?.projects.find((project) => project.path === path) ?? null;
  }

  async #look(name: "snapshot" | "refresh"): Promise<void> {
    this.looking = true;
    try {
      this.#take(await this.#host.request(name, null));
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    } finally {
      this.looking = false;
    }
  }

  /** A reply may arrive after an event that is newer than it. */
  #take(snapshot: Snapshot): void {
    if (this.snapshot === null || snapshot.revision >= this.snapshot.revision) this.snapshot = snapshot;
  }
}
