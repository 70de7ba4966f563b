/**
 * The project in hand: the one last touched, whether by somebody's work in it or by being taken up here.
 *
 * It is settled when the window comes up, and then stays what it is: a card does not change under the pointer.
 */
import type { Project } from "../contract";

export class Hand {
  /** The project's folder; null while there is none. */
  path = $state<string | null>(null);
  /** Set when it was taken up from a list, until its card has taken the focus. */
  fresh = false;

  /** When each project was taken up here. */
  readonly #taken = new Map<string, number>();

  /** Takes a project up, at a moment in milliseconds since 1970. */
  take(path: string, at = Date.now()): void {
    this.path = path;
    this.#taken.set(path, at);
  }

  /** Looks whether it is still there, or, as the window comes up, whether another one was touched since. */
  settle(projects: readonly Project[], comesUp: boolean): void {
    if (!comesUp && projects.some(({ path }) => path === this.path)) return;
    this.path = projects.length === 0 ? null : projects.reduce((last, each) => (this.#touched(each) > this.#touched(last) ? each : last)).path;
  }

  #touched({ path, touched }: Project): number {
    return Math.max(touched, this.#taken.get(path) ?? 0);
  }
}
