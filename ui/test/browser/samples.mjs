/**
 * The built popover in a real browser, in any of its sample states.
 *
 * The browser is a Chromium: the one in CHROMIUM, else one that the system has.
 */
import { existsSync } from "node:fs";

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

const WEATHER = "/Users/ada/code/weather-bot";
const THESIS = "/Users/ada/code/thesis-plots";

/** Every view worth a look: a state, a tab, a project's page, buttons to press (`One >> Two`), and what to type there. */
export const VIEWS = [
  ...["fix", "good", "running", "verifying", "created", "failed", "cancelled", "unfinished", "broken", "refused"].map(now),
  ...["empty", "no-projects", "no-python", "mismatch", "strange", "many", "error", "loading"].map(now),
  { ...now("fix"), press: "Show the command" },
  { ...now("output"), press: "Output" },
  ...["fix", "strange", "many", "empty"].map((state) => ({ state, tab: "projects" })),
  ...["fix", "mismatch", "no-python"].map((state) => ({ state, tab: "pythons" })),
  { state: "fix", tab: "pythons", press: "Homebrew 3.13" },
  ...["fix", "running"].map((state) => ({ state, tab: "activity" })),
  ...["fix", "created", "failed", "downloading", "waiting"].map((state) => ({ state, tab: "projects", project: WEATHER })),
  { ...now("fix"), type: "pip3 install black" },
  { ...now("fix"), type: "error: externally-managed-environment" },
  { ...now("fix"), type: "nonsense" },
  { ...now("fix"), type: "pip install requests pandas", then: "Look first" },
  { ...now("broken"), press: "Clean up" },
  ...["tools", "tools-off", "bare"].map((state) => ({ state, tab: "tools" })),
  { state: "tools", tab: "tools", press: "httpie 3.2.4 >> Repair >> Not now" },
  { state: "tools", tab: "tools", press: "black 26.10.1 >> Remove" },
  { state: "tools", tab: "tools", type: "ruff", then: "Show the command" },
  { state: "bare", tab: "pythons", press: "Unlock" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.13 >> Rescue 5 packages" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.14 >> Install here anyway…" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.14 >> Install here anyway…", type: "httpx" },
  { state: "fix", tab: "pythons", press: "Homebrew 3.14 >> Install here anyway…", type: "httpx", then: "Look first" },
  { state: "fix", tab: "activity", press: "Create a sandbox >> Undo" },
  { state: "fix", tab: "projects", press: "New project" },
  { state: "fix", tab: "projects", press: "New project", type: "snake game" },
  { state: "good", tab: "projects", project: THESIS },
  { state: "good", tab: "projects", project: THESIS, type: "pandas" },
  { state: "good", tab: "projects", project: THESIS, type: "pandas", then: "Look first" },
  ...["Remove numpy", "Choose", "Delete", "Show the line"].map((press) => ({ state: "good", tab: "projects", project: THESIS, press })),
  { state: "full", tab: "projects", project: THESIS, press: "Show all 120" },
  { state: "refused", tab: "tools", type: "ffmpeg" },
  { state: "refused", tab: "projects", project: THESIS, press: "Delete" },
  { ...now("created"), press: "Undo" },
  { state: "broken", tab: "projects", project: "/Users/ada/code/old-scraper" },
  ...["good", "not-verified", "untrusted"].map((state) => ({ state, tab: "projects", project: THESIS, press: "Check it" })),
  now("welcome"),
  { ...now("welcome"), press: "Make my first one" },
  { ...now("welcome"), press: "Make my first one >> Show the command" },
  { ...now("welcome"), press: "Make my first one >> Create project >> Go on" },
  ...["settings", "settings-bare", "settings-unasked", "notices-denied"].map((state) => ({ ...now(state), press: "Settings" })),
  { ...now("settings"), press: "Settings >> Copy diagnosis" },
  ...["notices", "notices-unasked"].map(now),
  { ...now("notices"), press: "Undo" },
  { ...now("notices"), press: "Move to a sandbox" },
  { state: "notices", tab: "activity" },
  { state: "notices", tab: "activity", press: "pandas went into Homebrew" },
  { ...now("welcome"), press: "Skip >> Settings >> What pip was about to do" },
  { ...now("lessons"), press: "Settings >> What pip was about to do >> Ask" },
  { ...now("lessons"), press: "Settings >> What pip was about to do >> Ask >> Look first >> Add requests", then: "Next" },
  { ...now("lessons-two"), press: "Settings >> What pip was about to do >> Ask" },
  { ...now("lessons"), press: "Settings >> One sandbox for each project" },
  { ...now("lessons-two"), press: "Settings >> One sandbox for each project >> Look into both" },
  { ...now("lessons"), press: "Settings >> Tools go to pipx >> Ask" },
  { ...now("lessons"), press: "Settings >> Tools go to pipx >> Ask >> Show what would happen" },
];

function now(state) {
  return { state, tab: "now" };
}

export function nameOf({ state, tab, project, press, type, then }) {
  const done = [press, type, then].filter(Boolean).join(" ").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return [state, tab, project && "project", done].filter(Boolean).join("-");
}

export function findBrowser() {
  return process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place)) ?? null;
}

/** Builds the samples, serves them under the app's own policy, and starts the browser. */
export async function openSamples(executablePath) {
  await build({ mode: "sample", logLevel: "error" });
  const server = await preview({ mode: "sample", preview: { port: 0 }, logLevel: "error" });
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
    show: (page, view) => show(page, address, view),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Presses what is to be pressed, one after the other, types into the first field and presses Enter, then presses on. */
async function show(page, address, { press, type, then, ...at }) {
  await page.goto(`${address}?${new URLSearchParams(at)}`);
  await page.locator("#view > *").first().waitFor();
  await pressAll(page, press);
  if (type) {
    await page.getByRole("textbox").first().fill(type);
    await page.keyboard.press("Enter");
  }
  await pressAll(page, then);
  await page.mouse.move(0, 0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
}

async function pressAll(page, names = "") {
  for (const name of names.split(" >> ").filter(Boolean)) await page.getByRole("button", { name }).first().click();
}
