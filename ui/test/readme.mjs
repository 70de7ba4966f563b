/** The four pictures in the README, into `ui/pictures`: small enough for a repository. */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { findBrowser, openSamples } from "./browser/samples.mjs";
import { nameOf, VIEWS } from "./browser/views.mjs";

const PICTURES = {
  now: { view: "fix-now", colorScheme: "light" },
  ask: { view: "fix-now-pip3-install-black", colorScheme: "light" },
  pythons: { view: "mismatch-pythons", colorScheme: "dark" },
  glass: { view: "fix-pythons-homebrew-3-14-install-here-anyway-httpx-look-first", colorScheme: "dark" },
};

const executable = findBrowser();
if (!executable) throw new Error("Pictures need a Chromium: set CHROMIUM to its path");

const folder = fileURLToPath(new URL("../pictures", import.meta.url));
await mkdir(folder, { recursive: true });
const samples = await openSamples(executable);
for (const [name, { view, colorScheme }] of Object.entries(PICTURES)) {
  const page = await samples.newPage({ colorScheme, deviceScaleFactor: 1.5 });
  const wanted = VIEWS.find((each) => nameOf(each) === view);
  if (!wanted) throw new Error(`There is no view called ${view}`);
  await samples.show(page, wanted);
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
await samples.close();
