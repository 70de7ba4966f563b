/** Where the reader is: a tab, perhaps a page in front of it, and what to focus on the way back. */

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
  /** The project that was opened last: the one in hand. */
  picked = $state<string | null>(null);
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
    this.picked = path;
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
