/**
 * What the user has chosen about Sandbar itself, and whether the system may show notices. The engine keeps it; here is
 * what was chosen last, shown at once and put right when the engine says otherwise.
 */
import type { Failure, NoticeKind, NotificationAccess, Preferences } from "../contract";
import { asFailure, type Host } from "../host/host";

export class Choices {
  /** What holds; null until it was read. */
  current = $state.raw<Preferences | null>(null);
  /** Why it could not be read, or a choice not be kept. */
  failure = $state.raw<Failure | null>(null);
  /** Whether the system shows notices; null until it was asked. */
  access = $state.raw<NotificationAccess | null>(null);
  /** Whether the language was chosen just now, with which the page draws itself anew. */
  redrawn = false;
  /** While the system asks the user. */
  asking = $state(false);

  readonly #host: Host;
  /** Choices are kept one after the other: each is sent with all that were made before it. */
  #last: Promise<void> = Promise.resolve();

  constructor(host: Host) {
    this.#host = host;
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.current = await this.#host.request("preferences", null);
    });
  }

  /** Chooses something. What can't be kept is taken back, and said. */
  choose(change: Partial<Preferences>): Promise<void> {
    if (this.current === null) return Promise.resolve();
    this.current = { ...this.current, ...change };
    this.#last = this.#last.then(() => this.#keep());
    return this.#last;
  }

  /** Whether the system may show notices of this kind. */
  tells(kind: NoticeKind): boolean {
    return this.current?.notify[kind] ?? true;
  }

  tell(kind: NoticeKind, on: boolean): Promise<void> {
    return this.current ? this.choose({ notify: { ...this.current.notify, [kind]: on } }) : Promise.resolve();
  }

  isMuted(subject: string): boolean {
    return this.current?.muted.includes(subject) ?? false;
  }

  /** Has nothing shown of a folder or an interpreter any more, or again. */
  mute(subject: string, on: boolean): Promise<void> {
    const others = (this.current?.muted ?? []).filter((each) => each !== subject);
    return this.choose({ muted: on ? [...others, subject] : others });
  }

  /** Begins anew where what was chosen can't be read: the old file is kept by another name. Why not, or null. */
  async beginAnew(): Promise<Failure | null> {
    try {
      await this.#host.request("begin_settings_anew", null);
    } catch (thrown) {
      return asFailure(thrown);
    }
    await this.load();
    return null;
  }

  /** Asks the system whether it shows notices; asks nobody else. */
  async look(): Promise<void> {
    await this.#attempt(async () => {
      this.access = await this.#host.request("notification_access", null);
    });
  }

  /** Has the system ask the user. */
  async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    await this.#attempt(async () => {
      this.access = await this.#host.request("ask_for_notifications", null);
    });
    this.asking = false;
  }

  async #keep(): Promise<void> {
    const wanted = this.current;
    if (wanted === null) return;
    try {
      const kept = await this.#host.request("prefer", wanted);
      // What was chosen since then is on its way.
      if (this.current === wanted) this.current = kept;
      this.failure = null;
    } catch (thrown) {
      await this.load();
      this.failure = asFailure(thrown);
    }
  }

  async #attempt(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
