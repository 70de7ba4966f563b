/**
 * The built popover in a real browser, in any of its sample states.
 *
 * The browser is a Chromium: the one in CHROMIUM, else one that the system has.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";
import { build, preview } from "vite";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The window as the desktop opens it. */
export const WINDOW = { width: 380, height: 560 };

export function findBrowser() {
  return process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place)) ?? null;
}

/** Builds the samples, serves them under the app's own policy, and starts the browser. */
export async function openSamples(executablePath) {
  // A folder of its own: another run may be looking at the last one.
  const outDir = await mkdtemp(join(tmpdir(), "sandbar-samples-"));
  await build({ mode: "sample", logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = await preview({ mode: "sample", preview: { port: 0 }, logLevel: "error", build: { outDir } });
  const address = server.resolvedUrls.local[0];
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  return {
    browser,
    newPage: async (options) => {
      const page = await browser.newPage({ viewport: WINDOW, deviceScaleFactor: 2, ...options });
      // As in the app's window, where a script that got in could bend nothing that others stand on.
      await page.addInitScript(() => Object.freeze(Object.prototype));
      return page;
    },
    show: (page, view, language) => show(page, address, view, language),
    close: async () => {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/**
 * Presses what is to be pressed, one after the other, types into the first field and presses Enter, then presses on.
 *
 * Buttons are named in English. In another language they stand at the same places, which English has shown.
 */
async function show(page, address, view, language = "en") {
  const { press, type, then, ...at } = view;
  const known = places.get(view);
  if (language !== "en" && !known) await show(page, address, view);
  await page.goto(`${address}?${new URLSearchParams({ ...at, lang: language })}`);
  await page.locator("#view > *").first().waitFor();
  if (language === "en") {
    const pressed = await pressByName(page, press);
    await write(page, type);
    places.set(view, [pressed, await pressByName(page, then)]);
  } else {
    const [before, after] = places.get(view);
    await pressByPlace(page, before);
    await write(page, type);
    await pressByPlace(page, after);
  }
  await page.mouse.move(0, 0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
}

/** Of each view, which of the page's buttons are pressed, before something is typed and after it. */
const places = new Map();

async function write(page, text) {
  if (!text) return;
  await page.getByRole("textbox").first().fill(text);
  await page.keyboard.press("Enter");
}

async function pressByName(page, names = "") {
  const pressed = [];
  for (const name of names.split(" >> ").filter(Boolean)) {
    const button = page.getByRole("button", { name }).first();
    pressed.push(await button.evaluate((element) => [...document.querySelectorAll("button")].indexOf(element)));
    await button.click();
  }
  return pressed;
}

async function pressByPlace(page, pressed) {
  for (const at of pressed) {
    // What the last press has brought is drawn by the second frame.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.locator("button").nth(at).click();
  }
}
