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

  /** The project itself, among those that there are now; the one last touched until one was settled on. */
  among(projects: readonly Project[]): Project | null {
    return projects.find(({ path }) => path === this.path) ?? this.#last(projects);
  }

  /** Looks whether it is still there, or, as the window comes up, whether another one was touched since. */
  settle(projects: readonly Project[], comesUp: boolean): void {
    this.path = (comesUp ? this.#last(projects) : this.among(projects))?.path ?? null;
  }

  #last(projects: readonly Project[]): Project | null {
    return projects.reduce<Project | null>((last, each) => (last && this.#touched(last) >= this.#touched(each) ? last : each), null);
  }

  #touched({ path, touched }: Project): number {
    return Math.max(touched, this.#taken.get(path) ?? 0);
  }
}
