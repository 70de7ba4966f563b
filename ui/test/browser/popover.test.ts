/** What only a real browser can tell of every view: contrast, clipping, the content security policy. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { accessibility, cutOff } from "./inspect";
import { findBrowser, openSamples, type Samples } from "./samples.mjs";
import { nameOf, VIEWS } from "./views.mjs";

const browser = findBrowser();
if (!browser) console.warn("SKIPPED: no Chromium was found for the tests in a browser. Set CHROMIUM to its path.");

describe.skipIf(!browser)("the popover in a browser", () => {
  let samples: Samples;

  beforeAll(async () => {
    samples = await openSamples(browser ?? "");
  });
  afterAll(() => samples?.close());

  it.each(["light", "dark"] as const)("has contrast to spare for who asks for more, %s", async (colorScheme) => {
    const page = await samples.newPage({ colorScheme, contrast: "more", deviceScaleFactor: 1 });
    for (const state of ["created", "broken"]) {
      await samples.show(page, { state, tab: "now" });
      expect(await accessibility(page)).toEqual([]);
    }
  });

  describe("view by view", () => {
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      page = await samples.newPage({ reducedMotion: "reduce", deviceScaleFactor: 1 });
      page.on("console", (message) => {
        // The samples have no icon for the browser's own tab.
        if (message.type() === "error" && !message.location().url.endsWith("favicon.ico")) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
    });

    it.each(VIEWS.map((view) => [nameOf(view), view] as const))("%s", async (_name, view) => {
      complaints.length = 0;
      await page.emulateMedia({ colorScheme: "light" });
      await samples.show(page, view);
      expect(await accessibility(page)).toEqual([]);
      expect(await page.evaluate(cutOff)).toEqual([]);
      // The dark look is the same page in other colours.
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await accessibility(page, ["color-contrast"])).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
