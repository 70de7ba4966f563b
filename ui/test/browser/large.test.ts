/** Larger text, in every view and every language: all of it is there, and nothing lies over anything else. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { cutOff } from "./inspect";
import { findBrowser, openSamples, type Samples } from "./samples.mjs";
import { nameOf, VIEWS } from "./views.mjs";

const browser = findBrowser();
if (!browser) console.warn("SKIPPED: no Chromium was found for the tests in a browser. Set CHROMIUM to its path.");

describe.skipIf(!browser)("larger text", () => {
  let samples: Samples;
  let page: Page;

  beforeAll(async () => {
    samples = await openSamples(browser ?? "");
    page = await samples.newPage({ deviceScaleFactor: 1, reducedMotion: "reduce" });
  });
  afterAll(() => samples?.close());

  it.each(VIEWS.map((view) => [nameOf(view), view] as const))("%s", async (_name, view) => {
    for (const language of ["en", "de", "ja"]) {
      await samples.show(page, view, language);
      for (const size of ["100%", "130%", "200%"]) {
        await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
        expect(await page.evaluate(cutOff), `${language} at ${size}`).toEqual([]);
      }
    }
  });
});
