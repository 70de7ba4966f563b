/**
 * A host without an engine: every request is answered by a function, every event sent by hand.
 *
 * For tests, and for looking at the popover in a browser.
 */
import type { Code, Event, Failure } from "../contract";
import type { Body, Host, Reply, RequestName } from "./host";

export type Answers = { [K in RequestName]: (body: Body<K>) => Reply<K> | Promise<Reply<K>> };

/** A request as it was made. */
export type Asked = { [K in RequestName]: { name: K; body: Body<K> } }[RequestName];

export class FakeHost implements Host {
  /** Everything that was asked, in order. */
  readonly asked: Asked[] = [];

  readonly #answers: Partial<Answers>;
  readonly #ears = new Set<(event: Event) => void>();

  constructor(answers: Partial<Answers> = {}) {
    this.#answers = { ...answers };
  }

  /** Answers a request in another way from now on. */
  on<K extends RequestName>(name: K, answer: Answers[K]): this {
    Object.assign(this.#answers, { [name]: answer });
    return this;
  }

  /** Sends an event to whoever listens. */
  emit(event: Event): void {
    for (const hear of this.#ears) hear(event);
  }

  /** What was asked under one name. */
  bodies<K extends RequestName>(name: K): Body<K>[] {
    return this.asked.filter((each) => each.name === name).map((each) => each.body as Body<K>);
  }

  async request<K extends RequestName>(name: K, body: Body<K>): Promise<Reply<K>> {
    this.asked.push({ name, body } as Asked);
    const answer = this.#answers[name];
    if (!answer) throw failure("internal", `The fake host has no answer to \`${name}\``);
    // As over the wire: nobody shares an object with the engine.
    return structuredClone(await answer(structuredClone(body)));
  }

  async listen(hear: (event: Event) => void): Promise<() => void> {
    this.#ears.add(hear);
    return () => this.#ears.delete(hear);
  }
}

/** A failure as the engine would send it. */
export function failure(code: Code, message: string, rest: Partial<Failure> = {}): Failure {
  return { code, message, path: null, hint: null, ...rest };
}
