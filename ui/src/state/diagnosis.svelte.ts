/** The report for a teacher or an issue: made when it is asked for, and kept for no longer than it is looked at. */
import type { Failure } from "../contract";
import { asFailure, type Host } from "../host/host";

export class Diagnosis {
  text = $state<string | null>(null);
  failure = $state.raw<Failure | null>(null);
  making = $state(false);
  /** Whether it is on the clipboard. */
  copied = $state(false);

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Has it made; null when that failed, or when one is being made. */
  async make(): Promise<string | null> {
    if (this.making) return null;
    this.making = true;
    this.failure = null;
    try {
      this.text = await this.#host.request("diagnosis", null);
      return this.text;
    } catch (thrown) {
      this.text = null;
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.making = false;
    }
  }
}
