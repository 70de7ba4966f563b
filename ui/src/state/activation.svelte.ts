/** The line that turns an environment on in the user's own shell: asked for when somebody wants to see it. */
import type { Failure } from "../contract";
import { asFailure, type Host } from "../host/host";

export class Activation {
  line = $state<string | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  async ask(path: string): Promise<void> {
    this.failure = null;
    try {
      this.line = await this.#host.request("activation", { path });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
