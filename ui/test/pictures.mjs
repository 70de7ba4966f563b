/**
 * Pictures of the popover in every sample state, light and dark, into a folder: `npm run pictures -- FOLDER [STATE...]`.
 *
 * Needs a Chromium: the one in CHROMIUM, else /usr/bin/chromium.
 */
import { mkdir } from "node:fs/promises";

import { chromium } from "playwright-core";
import { build, preview } from "vite";

const VIEWS = [
  ...["fix", "good", "running", "verifying", "created", "failed", "cancelled", "output", "unfinished", "broken"].map((state) => [state]),
  ...["refused", "empty", "no-projects", "no-python", "strange", "many", "error", "loading", "mismatch"].map((state) => [state]),
  ...["fix", "strange", "many", "empty"].map((state) => [state, "projects"]),
  ...["fix", "mismatch", "no-python"].map((state) => [state, "pythons"]),
  ...["fix", "running"].map((state) => [state, "activity"]),
  ...["fix", "created", "failed"].map((state) => [state, "projects", "/Users/ada/code/weather-bot"]),
  ["untrusted", "projects", "/Users/ada/code/thesis-plots", "Check it"],
  ["not-verified", "projects", "/Users/ada/code/thesis-plots", "Check it"],
  ["good", "projects", "/Users/ada/code/thesis-plots", "Check it"],
  ["fix", "now", "", "Show the command"],
  ["fix", "pythons", "", "Homebrew 3.13"],
  ["output", "now", "", "Output"],
];

const [folder = "pictures", ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await build({ mode: "sample", logLevel: "error" });
const server = await preview({ mode: "sample", preview: { port: 0 }, logLevel: "error" });
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const colorScheme of ["light", "dark"]) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 380, height: 560 }, deviceScaleFactor: 2 });
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && console.error(message.text()));
  page.on("pageerror", (error) => console.error(error));
  for (const [state, tab = "now", project = "", press] of VIEWS) {
    if (wanted.length > 0 && !wanted.includes(state)) continue;
    await page.goto(`${address}?${new URLSearchParams({ state, tab, ...(project ? { project } : {}) })}`);
    await page.locator("#view > *").first().waitFor();
    if (press) await page.getByRole("button", { name: press }).first().click();
    await page.mouse.move(0, 0);
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
    const name = [state, tab, project && "project", press && "pressed"].filter(Boolean).join("-");
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await page.close();
}
await browser.close();
await server.close();
