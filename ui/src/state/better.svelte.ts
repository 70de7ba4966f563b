/**
 * The better way than to break the glass: what would have been the answer to the same question, asked before.
 */
import type { Host } from "../host/host";
import { throughGlass } from "./glass";
import type { Wish } from "./plans.svelte";

export class BetterWay {
  wish = $state.raw<Wish | null>(null);
  reason = $state("");

  readonly #host: Host;
  #asked = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks for these packages, with the project in hand. Without an answer there is no better way to show. */
  async ask(packages: readonly string[], project: string | null): Promise<void> {
    if (packages.length === 0) return;
    const asked = ++this.#asked;
    const advice = await this.#host.request("advise", { text: `pip install ${packages.join(" ")}`, project }).catch(() => null);
    if (asked !== this.#asked) return;
    this.wish = advice?.wishes.find((wish) => !throughGlass(wish)) ?? null;
    this.reason = advice?.reason ?? "";
  }
}
