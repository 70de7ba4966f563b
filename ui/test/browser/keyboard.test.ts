/** The main stories with the keyboard alone: no pointer is ever used, and the focus is always somewhere that is seen. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { findBrowser, openSamples, type Samples } from "./samples.mjs";

const browser = findBrowser();
if (!browser) console.warn("SKIPPED: no Chromium was found for the tests in a browser. Set CHROMIUM to its path.");

const THESIS = "/Users/ada/code/thesis-plots";

describe.skipIf(!browser)("with the keyboard alone", () => {
  let samples: Samples;
  let page: Page;

  beforeAll(async () => {
    samples = await openSamples(browser ?? "");
    page = await samples.newPage();
  });
  afterAll(() => samples?.close());

  /** Goes on with Tab until what has the focus is called so, or begins with it. Whatever has it on the way is seen. */
  async function reach(name: string): Promise<void> {
    const passed: string[] = [];
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(focused);
      expect(here.seen, `${here.name} has the focus and is not seen to have it`).toBe(true);
      if (here.name.startsWith(name)) return;
      passed.push(here.name);
    }
    throw new Error(`Tab does not lead to ${name}, but to: ${passed.join(", ")}`);
  }

  /** Presses it once it can be pressed: its plan may be on its way. */
  async function press(name: string): Promise<void> {
    await reach(name);
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-disabled") !== "true");
    await page.keyboard.press("Enter");
  }

  const started = () => page.evaluate(() => (window as unknown as Window & Engine).host.bodies("start").map(({ wish }) => wish));
  const see = (text: string) => page.getByText(text).first().waitFor();

  it("a folder is added", async () => {
    await samples.show(page, { state: "empty", tab: "now" });
    await press("Add folder");
    expect(await page.evaluate(() => (window as unknown as Window & Engine).host.bodies("add_folder").length)).toBe(1);
  });

  it("a sandbox is made, and taken back", async () => {
    await samples.show(page, { state: "fix", tab: "now" });
    await press("Create sandbox");
    await see("Done, and checked");
    // The pressed button has become the card of its job, which has the focus: the way back is in it.
    await press("Undo");
    await see("Nothing is deleted: to have it back");
    await press("Undo");
    expect((await started()).map(([what]) => what)).toEqual(["venv", "undo"]);
  });

  it("a command is asked about, and done", async () => {
    await samples.show(page, { state: "fix", tab: "now" });
    await reach("A pip command");
    await page.keyboard.type("pip3 install black");
    await page.keyboard.press("Enter");
    await see("is a tool that you run");
    await press("Install black");
    expect(await started()).toEqual([["tool", "add", "black"]]);
  });

  it("a package is added to a project that was taken in hand", async () => {
    await samples.show(page, { state: "fix", tab: "now" });
    await page.keyboard.press("Control+1");
    expect((await page.evaluate(focused)).name).toMatch(/^thesis-plots/);
    await press("Add a package");
    await page.keyboard.type("pandas");
    await page.keyboard.press("Enter");
    await press("Look first");
    await see("This is what would happen");
    await press("Add pandas");
    expect(await started()).toEqual(Array(2).fill(["add", THESIS, "pandas"]));
  });

  it("what was done is undone from the history", async () => {
    await samples.show(page, { state: "fix", tab: "now" });
    for (let view = 0; view < 4; view += 1) await page.keyboard.press("Control+Tab");
    await press("Create a sandbox for photo-sorter");
    await press("Undo");
    await see("Nothing is deleted: to have it back");
    await press("Undo");
    expect(await started()).toEqual([["undo", "job-5"]]);
  });

  it("the arrow keys go through lists and tabs, and Escape back to where one was", async () => {
    await samples.show(page, { state: "fix", tab: "projects" });
    await reach("weather-bot");
    await page.keyboard.press("ArrowDown");
    expect((await page.evaluate(focused)).name).toMatch(/^photo-sorter/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "photo-sorter" }).waitFor();
    await page.keyboard.press("Escape");
    expect((await page.evaluate(focused)).name).toMatch(/^photo-sorter/);
    await reach("Projects");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Tools" }).first().waitFor();
  });

  it("what is searched for is found", async () => {
    await samples.show(page, { state: "many", tab: "pythons" });
    await page.keyboard.press("Control+f");
    await page.keyboard.type("project-499");
    await see("1 project found");
    expect(await page.locator("li.project").count()).toBe(1);
    await page.keyboard.press("Escape");
    await see("500 projects in 1 folder");
  });
});

interface Engine {
  host: { bodies(name: string): { wish: string[] }[] };
}

/** What has the focus, and whether that is seen. Runs in the page. */
function focused(): { name: string; seen: boolean } {
  const element = document.activeElement as HTMLElement;
  const field = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  const name = element.getAttribute("aria-label") ?? (field ? element.name : (element.textContent ?? "").replaceAll(/\s+/g, " ").trim());
  const box = element.getBoundingClientRect();
  // The ring of a field that fills a card is the card's.
  const rings = [element, element.closest<HTMLElement>(".card, label")].map((each) => each && getComputedStyle(each));
  const ring = rings.some((style) => style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const inside = box.bottom > 0 && box.top < window.innerHeight && box.width > 0;
  return { name, seen: element === document.body || (ring && inside) };
}
