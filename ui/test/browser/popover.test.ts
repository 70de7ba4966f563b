/** What only a real browser can tell: contrast, clipping, the content security policy, and how fast a long list is. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, openSamples, type Samples } from "./samples.mjs";
import { nameOf, VIEWS } from "./views.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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

  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      page = await samples.newPage({ colorScheme, reducedMotion: "reduce", deviceScaleFactor: 1 });
      page.on("console", (message) => {
        // The samples have no icon for the browser's own tab.
        if (message.type() === "error" && !message.location().url.endsWith("favicon.ico")) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
    });

    it.each(VIEWS.map((view) => [nameOf(view), view] as const))("%s", async (_name, view) => {
      complaints.length = 0;
      await samples.show(page, view);
      expect(await accessibility(page)).toEqual([]);
      expect(await page.evaluate(cutOff)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  it("draws the first of 500 projects at once, and all of them soon", async () => {
    const page = await samples.newPage();
    await samples.show(page, { state: "many", tab: "now" });
    const first = await page.evaluate(async () => {
      const began = performance.now();
      document.getElementById("tab-projects")?.click();
      await new Promise((done) => queueMicrotask(() => done(null)));
      const rows = document.querySelectorAll("li.project").length;
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      return { rows, milliseconds: performance.now() - began };
    });
    // The time depends on what else this machine does; that the first frame has little to draw does not.
    console.info(`500 projects: ${first.rows} of them within ${Math.round(first.milliseconds)} ms`);
    expect(first.rows).toBeGreaterThan(10);
    expect(first.rows).toBeLessThan(100);
    await page.locator("li.project").nth(499).waitFor({ state: "attached" });
    expect(await page.locator("li.project").count()).toBe(500);
  });
});

/** What axe finds, with the elements it finds it in. */
async function accessibility(page: Page): Promise<string[]> {
  // Evaluated, not added as an element: the policy lets no other script in.
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** Text that is cut off without a title to read it by, and anything wider than the window. Runs in the page. */
function cutOff(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("#popover *")) {
    const box = element.getBoundingClientRect();
    if (element.closest(".unseen") || box.width === 0) continue;
    if (box.right > window.innerWidth + 0.5 || box.left < -0.5) found.push(`outside: ${element.outerHTML.slice(0, 120)}`);
    const style = getComputedStyle(element);
    const clips = style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
    const clipsLines = style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 2 && style.display !== "flex";
    if ((clips || clipsLines) && !element.closest("[title]")) found.push(`cut: ${element.outerHTML.slice(0, 160)}`);
  }
  return found;
}
