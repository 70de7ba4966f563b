/**
 * What the popover needs from whatever runs it, and nothing more.
 *
 * `tauri.ts` answers it in the app, `fake.ts` in tests and in a plain browser. Nobody else talks to the engine.
 */
import type { Event, Failure, Requests } from "../contract";

/** The name of a request of the contract. */
export type RequestName = keyof Requests;

/** What a request carries. */
export type Body<K extends RequestName> = Requests[K][0];

/** What a request gives. */
export type Reply<K extends RequestName> = Requests[K][1];

export interface Host {
  /** Asks for something. Rejects with a `Failure`. */
  request<K extends RequestName>(name: K, body: Body<K>): Promise<Reply<K>>;

  /** Passes every event to `hear`, in order, until the function it gives is called. */
  listen(hear: (event: Event) => void): Promise<() => void>;
}

/** Whatever was thrown, as a `Failure`: what is none is a defect of Sandbar's, and says so. */
export function asFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "internal", message, path: null, hint: null };
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown;
}
