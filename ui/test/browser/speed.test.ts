/** How fast it is where there is much of it. The times depend on what else this machine does; that little is drawn does not. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, openSamples, type Samples } from "./samples.mjs";

const browser = findBrowser();
if (!browser) console.warn("SKIPPED: no Chromium was found for the tests in a browser. Set CHROMIUM to its path.");

/** Generous for a machine that does other things meanwhile; what is measured is printed. */
const SOON = 1000;

describe.skipIf(!browser)("speed", () => {
  let samples: Samples;
  let page: Page;

  beforeAll(async () => {
    samples = await openSamples(browser ?? "");
    page = await samples.newPage();
  });
  afterAll(() => samples?.close());

  it("draws the first of 500 projects at once, and all of them soon", async () => {
    await samples.show(page, { state: "many", tab: "now" });
    const first = await page.evaluate(async () => {
      const began = performance.now();
      document.getElementById("tab-projects")?.click();
      await new Promise((done) => queueMicrotask(() => done(null)));
      const rows = document.querySelectorAll("li.project").length;
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      return { rows, milliseconds: performance.now() - began };
    });
    console.info(`500 projects: ${first.rows} of them painted within ${Math.round(first.milliseconds)} ms`);
    expect(first.rows).toBeGreaterThan(10);
    expect(first.rows).toBeLessThan(100);
    await page.locator("li.project").nth(499).waitFor({ state: "attached" });
    expect(await page.locator("li.project").count()).toBe(500);
  });

  it("comes up again, with 500 projects, in less than a tenth of a second", async () => {
    await samples.show(page, { state: "many", tab: "now" });
    const times = await page.evaluate(async () => {
      const { host } = window as unknown as { host: { emit(event: { event: "shown" }): void } };
      const times: number[] = [];
      for (let time = 0; time < 20; time += 1) {
        const began = performance.now();
        host.emit({ event: "shown" });
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
        times.push(performance.now() - began);
      }
      return times.sort((a, b) => a - b);
    });
    const [median, worst] = [times[10] ?? 0, times[19] ?? 0];
    console.info(`From \`shown\` to painted: ${Math.round(median)} ms (median of 20), ${Math.round(worst)} ms (worst)`);
    expect(median).toBeLessThan(100);
  });

  it("takes 30,000 lines of output, line by line, and keeps the last of them", async () => {
    await samples.show(page, { state: "running", tab: "now", press: "Output" });
    const { milliseconds, longest, shown } = await page.evaluate(async () => {
      const { host } = window as unknown as { host: { emit(event: { event: "output"; id: string; lines: string[] }): void } };
      const began = performance.now();
      let longest = 0;
      let last = began;
      let going = true;
      const frame = (now: number): void => {
        longest = Math.max(longest, now - last);
        last = now;
        if (going) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      for (let batch = 0; batch < 300; batch += 1) {
        for (let line = 1; line <= 100; line += 1) {
          host.emit({ event: "output", id: "2026-11-24T18-42-07-1", lines: [`[${batch * 100 + line}/30000] Building CXX object native/cpu/Part.cpp.o`] });
        }
        await new Promise((next) => setTimeout(next));
      }
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(painted))));
      going = false;
      return { milliseconds: performance.now() - began, longest, shown: document.querySelector("pre")?.textContent?.split("\n") ?? [] };
    });
    console.info(`30,000 lines: ${Math.round(milliseconds)} ms, the longest frame ${Math.round(longest)} ms`);
    expect(shown).toHaveLength(1000);
    expect(shown.at(-1)).toContain("[30000/30000]");
    expect(longest).toBeLessThan(SOON);
  });
});
