/** Where the reader is: a tab, perhaps a page in front of it, and what to focus on the way back. */
import { Hand } from "./hand.svelte";
import type { Lesson } from "./lessons.svelte";
import type { Goal } from "./telling";

export const TABS = ["now", "projects", "tools", "pythons", "activity"] as const;

export type Tab = (typeof TABS)[number];

/** A page that stands in front of a tab. */
export type Front =
  | { kind: "project"; path: string }
  | { kind: "new" }
  | { kind: "settings" }
  | { kind: "welcome" }
  | { kind: "lesson"; lesson: Lesson }
  | { kind: "glass"; python: string | null; packages: readonly string[]; builds: boolean };

export class Place {
  tab = $state<Tab>("now");
  /** The page that is open in front of the tab. */
  front = $state.raw<Front | null>(null);
  /** The project that one has to do with. */
  readonly hand = new Hand();
  /** Set when a project's page is opened to add packages, until the field has taken the focus. */
  adding = false;
  /** Set when the search field is asked for, until it has taken the focus. */
  searching = $state(false);
  /** The Python that was unfolded last, by its path. */
  python = $state<string | null>(null);
  /** The project whose row takes the focus again after its page was closed. */
  cameFrom: string | null = null;
  /** The page that a lesson was opened from. */
  behind = $state.raw<Front | null>(null);

  /** The project whose page is open. */
  get project(): string | null {
    return this.front?.kind === "project" ? this.front.path : null;
  }

  /** What stands open, if that is one thing: the project of a page, or the Python that was unfolded. */
  get subject(): string | null {
    return this.project ?? (this.front === null && this.tab === "pythons" ? this.python : null);
  }

  /** The name of this place: what was begun here is shown here. */
  get here(): string {
    return this.front ? JSON.stringify(this.front) : this.tab;
  }

  open(tab: Tab): void {
    this.tab = tab;
    this.front = null;
    this.cameFrom = null;
    this.python = null;
    this.behind = null;
  }

  /** Goes where the engine says. */
  goTo(wanted: Goal): void {
    switch (wanted.place) {
      case "now":
      case "projects":
      case "pythons":
      case "activity":
        this.open(wanted.place);
        break;
      case "project":
        this.open("projects");
        this.openProject(wanted.path);
        break;
      case "python":
        this.open("pythons");
        this.python = wanted.path;
        break;
      case "settings":
        this.openSettings();
        break;
    }
  }

  openProject(path: string): void {
    this.front = { kind: "project", path };
    this.hand.take(path);
  }

  /** Opens a project's page where packages are added to it. */
  openToAdd(path: string): void {
    this.adding = true;
    this.openProject(path);
  }

  /** Puts a project into the reader's hand, where its card is. */
  takeUp(path: string): void {
    this.open("now");
    this.hand.take(path);
    this.hand.fresh = true;
  }

  /** Opens the view before or after this one, round and round. */
  turn(by: 1 | -1): void {
    this.open(TABS[(TABS.indexOf(this.tab) + by + TABS.length) % TABS.length] ?? "now");
  }

  /** The page on which a new project is made. */
  openNew(): void {
    this.front = { kind: "new" };
  }

  openSettings(): void {
    this.behind = null;
    this.front = { kind: "settings" };
  }

  /** The first screens. */
  openWelcome(): void {
    this.front = { kind: "welcome" };
  }

  /** A lesson, in front of the page that it was chosen on. */
  openLesson(lesson: Lesson): void {
    if (this.front?.kind === "settings") this.behind = this.front;
    this.front = { kind: "lesson", lesson };
  }

  /** The page before the glass is broken. */
  openGlass(python: string | null, packages: readonly string[] = [], builds = false): void {
    this.front = { kind: "glass", python, packages, builds };
  }

  /** Goes one step back; false when there is none. */
  back(): boolean {
    if (this.front === null || this.front.kind === "welcome") return false;
    this.cameFrom = this.project;
    this.front = this.behind;
    this.behind = null;
    return true;
  }

  search(): void {
    this.open("projects");
    this.searching = true;
  }
}
