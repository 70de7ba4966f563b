import type { Browser, BrowserContextOptions, Page } from "playwright-core";

export interface View {
  state: string;
  tab: string;
  project?: string;
  press?: string;
  type?: string;
  then?: string;
}

export interface Samples {
  browser: Browser;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  show(page: Page, view: View): Promise<void>;
  close(): Promise<void>;
}

export const WINDOW: { width: number; height: number };
export const VIEWS: View[];
export function nameOf(view: View): string;
export function findBrowser(): string | null;
export function openSamples(executable: string): Promise<Samples>;
