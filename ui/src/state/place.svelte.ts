/** Where the reader is: a tab, perhaps a project's page in front of it, and what to focus on the way back. */

export const TABS = ["now", "projects", "pythons", "activity"] as const;

export type Tab = (typeof TABS)[number];

export class Place {
  tab = $state<Tab>("now");
  /** The project whose page is open in front of the tab. */
  project = $state<string | null>(null);
  /** The project that was opened last: the one in hand. */
  picked = $state<string | null>(null);
  /** Set when the search field is asked for, until it has taken the focus. */
  searching = $state(false);
  /** The project whose row takes the focus again after its page was closed. */
  cameFrom: string | null = null;

  open(tab: Tab): void {
    this.tab = tab;
    this.project = null;
    this.cameFrom = null;
  }

  openProject(path: string): void {
    this.project = path;
    this.picked = path;
  }

  /** Goes one step back; false when there is none. */
  back(): boolean {
    if (this.project === null) return false;
    this.cameFrom = this.project;
    this.project = null;
    return true;
  }

  search(): void {
    this.open("projects");
    this.searching = true;
  }
}
