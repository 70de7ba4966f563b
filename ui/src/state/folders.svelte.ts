/** Adding and removing watched folders, and choosing a place or a file. Which folders are watched stands in the snapshot. */
import type { Failure } from "../contract";
import { asFailure, type Host } from "../host/host";

export class Folders {
  failure = $state.raw<Failure | null>(null);
  /** While the system's own window asks for a folder. */
  adding = $state(false);
  /** While it asks for a place or a file. */
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

  /** Lets the user choose a file that names packages; null when they thought better of it. */
  async chooseFile(): Promise<string | null> {
    if (this.choosing) return null;
    this.choosing = true;
    try {
      return await this.#attempt(() => this.#host.request("pick_file", null));
    } finally {
      this.choosing = false;
    }
  }

  /** Stops watching a folder; the folder itself is left alone. Why that could not be, or null. */
  async remove(path: string): Promise<Failure | null> {
    await this.#attempt(() => this.#host.request("remove_folder", { path }));
    return this.failure;
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
