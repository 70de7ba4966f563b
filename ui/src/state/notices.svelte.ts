/**
 * What the user was told of unasked. The engine decides what that is; here is which of it was not seen yet, and which
 * is new in this visit: seen or not, it stays where it is until the window comes up again.
 */
import type { Event, Failure, Notice, NoticeId } from "../contract";
import { asFailure, type Host } from "../host/host";

export class Notices {
  /** The last first; null until they were read. */
  all = $state.raw<Notice[] | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #host: Host;
  #visit = $state.raw<ReadonlySet<NoticeId>>(new Set());
  #asked = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** How many were not seen yet, and are not over. */
  get unseen(): number {
    return (this.all ?? []).filter(({ seen, settled }) => !seen && !settled).length;
  }

  /** Those that are new in this visit. */
  get news(): Notice[] {
    return (this.all ?? []).filter(({ id }) => this.#visit.has(id));
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const told = await this.#host.request("notices", null);
      if (asked !== this.#asked) return;
      // One that has come as an event may not be in an older reply.
      const known = new Set(told.map(({ id }) => id));
      this.#take([...(this.all ?? []).filter(({ id, seen }) => !seen && !known.has(id)), ...told]);
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }

  /** Follows the engine: what is told, that some of it was missed, and that the window has come up: a visit begins. */
  async hear(event: Event): Promise<void> {
    if (event.event === "noticed") {
      const { event: _, ...notice } = event;
      this.#take([notice, ...(this.all ?? []).filter(({ id }) => id !== notice.id)]);
    } else if (event.event === "shown") {
      this.#visit = new Set();
      await this.load();
    } else if (event.event === "missed" || (event.event === "snapshot" && this.all?.some(({ settled }) => !settled))) {
      // What was told may be over by now.
      await this.load();
    }
  }

  /** These have been on screen: they, and no others, however many there are by now. */
  async see(onScreen: readonly NoticeId[]): Promise<void> {
    const ids = (this.all ?? []).filter(({ id, seen }) => !seen && onScreen.includes(id)).map(({ id }) => id);
    if (ids.length === 0) return;
    this.all = (this.all ?? []).map((each) => (ids.includes(each.id) ? { ...each, seen: true } : each));
    try {
      await this.#host.request("notices_seen", { ids });
    } catch (thrown) {
      // They will be told of once more, which is better than not at all.
      this.failure = asFailure(thrown);
    }
  }

  #take(notices: Notice[]): void {
    this.all = notices;
    this.#visit = new Set([...this.#visit, ...notices.filter(({ seen }) => !seen).map(({ id }) => id)]);
  }
}
