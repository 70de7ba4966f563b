/** Pictures of the popover in every sample state, light and dark, into a folder: `npm run pictures -- FOLDER [STATE...]`. */
import { mkdir } from "node:fs/promises";

import { findBrowser, nameOf, openSamples, VIEWS } from "./browser/samples.mjs";

const [folder = "pictures", ...wanted] = process.argv.slice(2);
const executable = findBrowser();
if (!executable) throw new Error("Pictures need a Chromium: set CHROMIUM to its path");

await mkdir(folder, { recursive: true });
const samples = await openSamples(executable);
for (const colorScheme of ["light", "dark"]) {
  const page = await samples.newPage({ colorScheme });
  for (const view of VIEWS) {
    if (wanted.length > 0 && !wanted.includes(view.state)) continue;
    await samples.show(page, view);
    await page.screenshot({ path: `${folder}/${nameOf(view)}-${colorScheme}.png` });
  }
}
await samples.close();
