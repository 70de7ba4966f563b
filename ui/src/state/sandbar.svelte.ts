/** All of the popover's state, and the one place where events come in. */
import { createContext } from "svelte";

import type { Event, Project } from "../contract";
import { words } from "../words";
import { asFailure, type Host } from "../host/host";
import { Folders } from "./folders.svelte";
import { History } from "./history.svelte";
import { Jobs } from "./jobs.svelte";
import { MachineState } from "./machine.svelte";
import { Place } from "./place.svelte";
import { PackageLists } from "./packages.svelte";
import { Plans } from "./plans.svelte";
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
  readonly place = new Place();
  readonly voice = new Voice();

  #deaf: (() => void) | null = null;

  constructor(host: Host) {
    this.host = host;
    this.machine = new MachineState(host);
    this.jobs = new Jobs(host);
    this.plans = new Plans(host, this.jobs);
    this.verifications = new Verifications(host);
    this.history = new History(host);
    this.folders = new Folders(host);
    this.packages = new PackageLists(host);
    this.question = new Question(host);
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
    await Promise.all([this.machine.load(), this.jobs.load()]);
    if (!this.machine.snapshot) return;
    this.verifications.see(this.machine.snapshot);
    this.place.hand.settle(this.machine.snapshot.projects, false);
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
    const comesUp = event.event === "shown";
    if (comesUp) void this.jobs.load();
    if (comesUp || event.event === "snapshot") this.place.hand.settle(this.machine.snapshot?.projects ?? [], comesUp);
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
