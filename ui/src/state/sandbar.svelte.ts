/** All of the popover's state, and the one place where events come in. */
import { createContext } from "svelte";

import type { Event, Project } from "../contract";
import { aloud, type Language, words } from "../words";
import { asFailure, type Host } from "../host/host";
import { Folders } from "./folders.svelte";
import { History } from "./history.svelte";
import { Jobs } from "./jobs.svelte";
import { type Kept, Lessons } from "./lessons.svelte";
import { MachineState } from "./machine.svelte";
import { Notices } from "./notices.svelte";
import { Place } from "./place.svelte";
import { PackageLists } from "./packages.svelte";
import { Plans } from "./plans.svelte";
import { Choices } from "./preferences.svelte";
import { Question } from "./question.svelte";
import { Verifications } from "./verifications.svelte";
import { Voice } from "./voice.svelte";

export class Sandbar {
  readonly host: Host;
  readonly machine: MachineState;
  readonly jobs: Jobs;
  readonly plans: Plans;
  readonly verifications: Verifications;
  readonly history: History;
  readonly folders: Folders;
  readonly packages: PackageLists;
  readonly question: Question;
  readonly notices: Notices;
  readonly choices: Choices;
  readonly lessons: Lessons;
  readonly place = new Place();
  readonly voice = new Voice();

  #deaf: (() => void) | null = null;
  /** What the engine was last told stands open. */
  #viewed: string | null = null;

  constructor(host: Host, kept?: Kept) {
    this.host = host;
    this.machine = new MachineState(host);
    this.jobs = new Jobs(host);
    this.plans = new Plans(host, this.jobs);
    this.verifications = new Verifications(host);
    this.history = new History(host);
    this.folders = new Folders(host);
    this.packages = new PackageLists(host);
    this.question = new Question(host);
    this.notices = new Notices(host);
    this.choices = new Choices(host);
    this.lessons = new Lessons(host, kept);
  }

  /**
   * Begins to follow the engine, or tries again: listens first, so that nothing falls between the reply and the events.
   */
  async begin(): Promise<void> {
    try {
      this.#deaf ??= await this.host.listen((event) => this.hear(event));
    } catch (thrown) {
      this.machine.failure = asFailure(thrown);
      return;
    }
    await Promise.all([this.machine.load(), this.jobs.load(), this.choices.load(), this.notices.load()]);
    const { snapshot } = this.machine;
    if (!snapshot) return;
    this.verifications.see(snapshot);
    this.place.hand.settle(snapshot.projects, false);
    if (this.choices.current?.welcomed === false && snapshot.folders.length === 0) this.place.openWelcome();
  }

  /** Stops following it. */
  end(): void {
    this.#deaf?.();
    this.#deaf = null;
  }

  hear(event: Event): void {
    const before = event.event === "job" ? this.jobs.job(event.job.id)?.state : undefined;
    this.machine.hear(event);
    this.jobs.hear(event);
    this.verifications.hear(event);
    void this.history.hear(event);
    void this.notices.hear(event);
    const comesUp = event.event === "shown";
    if (comesUp || event.event === "missed") void this.jobs.load();
    if (comesUp) {
      // It may have been changed in the system's own settings since then.
      if (this.choices.access !== null) void this.choices.look();
      this.#viewed = null;
      void this.view(this.place.subject);
    }
    if (comesUp || event.event === "snapshot") this.place.hand.settle(this.machine.snapshot?.projects ?? [], comesUp);
    if (event.event === "noticed") this.voice.say(aloud(event.title));
    if (event.event === "open") this.place.goTo(event.place);
    if (event.event === "job" && event.job.state !== before) this.voice.say(words.job.spoken(event.job));
  }

  /** The project in hand. */
  inHand(): Project | null {
    return this.place.hand.among(this.machine.snapshot?.projects ?? []);
  }

  /** Takes a project up, and says so. */
  takeUp({ path, name }: Project): void {
    this.place.takeUp(path);
    this.voice.say(words.hand.taken(name));
  }

  /** Says what stands open: of that nothing has to be told unasked. That it can't be said costs a notice too many. */
  async view(subject: string | null): Promise<void> {
    if (subject === this.#viewed) return;
    this.#viewed = subject;
    await this.host.request("viewing", { subject }).catch(() => {});
  }

  /** Says in which language the page speaks. That it can't be said leaves a menu in another one. */
  async speaks(language: Language): Promise<void> {
    await this.host.request("speaking", { language }).catch(() => {});
  }

  /** The first screens are over. */
  async welcomed(): Promise<void> {
    this.place.open("now");
    await this.choices.choose({ welcomed: true });
  }

  /** Puts text on the clipboard, and says whether that worked. */
  async copy(text: string): Promise<boolean> {
    try {
      await this.host.request("copy", { text });
      this.voice.say(words.copy.spoken);
      return true;
    } catch {
      this.voice.say(words.copy.failed);
      return false;
    }
  }

  /** Asks the window to go. That it can't is nothing a reader could do something about. */
  async leave(how: "hide" | "quit"): Promise<void> {
    await this.host.request(how, null).catch(() => {});
  }
}

/** The state, for every component below the one that set it. */
export const [sandbar, setSandbar] = createContext<Sandbar>();
