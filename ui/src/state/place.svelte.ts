/** Where the reader is: a tab, perhaps a page in front of it, and what to focus on the way back. */

import { Hand } from "./hand.svelte";

export const TABS = ["now", "projects", "tools", "pythons", "activity"] as const;

export type Tab = (typeof TABS)[number];

/** A page that stands in front of a tab. */
export type Front =
  | { kind: "project"; path: string }
  | { kind: "new" }
  | { kind: "glass"; python: string | null; packages: readonly string[] };

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
  /** The project whose row takes the focus again after its page was closed. */
  cameFrom: string | null = null;

  /** The project whose page is open. */
  get project(): string | null {
    return this.front?.kind === "project" ? this.front.path : null;
  }

  /** The name of this place: what was begun here is shown here. */
  get here(): string {
    return this.front ? JSON.stringify(this.front) : this.tab;
  }

  open(tab: Tab): void {
    this.tab = tab;
    this.front = null;
    this.cameFrom = null;
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

  /** The page before the glass is broken. */
  openGlass(python: string | null, packages: readonly string[] = []): void {
    this.front = { kind: "glass", python, packages };
  }

  /** Goes one step back; false when there is none. */
  back(): boolean {
    if (this.front === null) return false;
    this.cameFrom = this.project;
    this.front = null;
    return true;
  }

  search(): void {
    this.open("projects");
    this.searching = true;
  }
}
