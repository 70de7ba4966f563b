import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import type { View } from "./views.mjs";

export interface Samples {
  browser: Browser;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  show(page: Page, view: View, language?: string): Promise<void>;
  close(): Promise<void>;
}

export const WINDOW: { width: number; height: number };
export function findBrowser(): string | null;
export function openSamples(executable: string): Promise<Samples>;
