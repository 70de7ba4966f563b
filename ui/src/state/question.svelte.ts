/**
 * What was asked, and what the engine makes of it: a pip command, a package's name, a pasted error.
 *
 * The answer is about this machine, so it is asked for again when the machine has changed.
 */
import type { Advice, Failure } from "../contract";
import { asFailure, type Host } from "../host/host";

export class Question {
  /** What stands in the field. */
  text = $state("");
  answer = $state.raw<Advice | null>(null);
  failure = $state.raw<Failure | null>(null);
  asking = $state(false);
  /** Whether the package index is being asked. */
  lookingUp = $state(false);

  readonly #host: Host;
  /** What the answer is about: the field may say something else by now. */
  #asked: { text: string; project: string | null; revision: number } | null = null;
  #count = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks about what stands in the field, with the project in hand. */
  async ask(project: string | null, revision: number): Promise<void> {
    const text = this.text.trim();
    if (text === "") return this.clear();
    this.#asked = { text, project, revision };
    await this.#attempt(async () => await this.#host.request("advise", { text, project }));
  }

  /** Puts what is on the clipboard into the field, and asks about it. */
  async paste(project: string | null, revision: number): Promise<void> {
    try {
      this.text = await this.#host.request("paste", null);
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return;
    }
    await this.ask(project, revision);
  }

  /** Asks the same again when the machine, or the project in hand, is another than it was. */
  async follow(project: string | null, revision: number): Promise<void> {
    const asked = this.#asked;
    if (!asked || (asked.revision === revision && asked.project === project)) return;
    this.#asked = { ...asked, project, revision };
    await this.#attempt(async () => await this.#host.request("advise", { text: asked.text, project }));
  }

  /** Asks the package index too, which the user has just agreed to. What can't be looked up takes no answer away. */
  async lookUp(): Promise<void> {
    const asked = this.#asked;
    if (!asked || this.lookingUp) return;
    this.lookingUp = true;
    this.failure = null;
    try {
      const answer = await this.#host.request("advise", { text: asked.text, project: asked.project, look_up: true });
      if (this.#asked === asked) this.answer = answer;
    } catch (thrown) {
      if (this.#asked === asked) this.failure = asFailure(thrown);
    } finally {
      this.lookingUp = false;
    }
  }

  clear(): void {
    this.#count += 1;
    this.#asked = null;
    this.text = "";
    this.answer = null;
    this.failure = null;
    this.asking = false;
  }

  async #attempt(ask: () => Promise<Advice>): Promise<void> {
    const count = ++this.#count;
    this.asking = true;
    this.failure = null;
    try {
      const answer = await ask();
      if (count === this.#count) this.answer = answer;
    } catch (thrown) {
      if (count !== this.#count) return;
      this.answer = null;
      this.failure = asFailure(thrown);
    } finally {
      if (count === this.#count) this.asking = false;
    }
  }
}
