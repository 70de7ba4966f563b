/** Adding and removing watched folders, and choosing a place. Which folders are watched stands in the snapshot. */
import type { Failure } from "../contract";
import { asFailure, type Host } from "../host/host";

export class Folders {
  failure = $state.raw<Failure | null>(null);
  /** While the system's own window asks for a folder. */
  adding = $state(false);
  /** While it asks for a place. */
  choosing = $state(false);

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Lets the user choose a folder; gives the one chosen, or null when they thought better of it. */
  async add(): Promise<string | null> {
    if (this.adding) return null;
    this.adding = true;
    try {
      return await this.#attempt(() => this.#host.request("add_folder", null));
    } finally {
      this.adding = false;
    }
  }

  /** Lets the user choose a place for something new; null when they thought better of it. */
  async choose(): Promise<string | null> {
    if (this.choosing) return null;
    this.choosing = true;
    try {
      return await this.#attempt(() => this.#host.request("pick_place", null));
    } finally {
      this.choosing = false;
    }
  }

  /** Stops watching a folder; the folder itself is left alone. */
  async remove(path: string): Promise<void> {
    await this.#attempt(() => this.#host.request("remove_folder", { path }));
  }

  async #attempt<T>(ask: () => Promise<T>): Promise<T | null> {
    this.failure = null;
    try {
      return await ask();
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    }
  }
}
