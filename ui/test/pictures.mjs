/**
 * Pictures of the popover in every sample state, light and dark, in every language, into a folder, with a page that shows
 * them all: `npm run pictures -- FOLDER [--lang en,de] [STATE...]`.
 */
import { mkdir, writeFile } from "node:fs/promises";

import { sheet } from "./browser/sheet.mjs";
import { findBrowser, openSamples } from "./browser/samples.mjs";
import { nameOf, VIEWS } from "./browser/views.mjs";

const LANGUAGES = ["en", "de", "ja"];
const SCHEMES = ["light", "dark"];

const words = process.argv.slice(2);
const option = words.indexOf("--lang");
const languages = option < 0 ? LANGUAGES : words.splice(option, 2)[1].split(",");
const [folder = "pictures", ...wanted] = words;
const views = VIEWS.filter(({ state }) => wanted.length === 0 || wanted.includes(state));

const executable = findBrowser();
if (!executable) throw new Error("Pictures need a Chromium: set CHROMIUM to its path");

const pictures = [];
const samples = await openSamples(executable);
for (const scheme of SCHEMES) {
  for (const language of languages) {
    await mkdir(`${folder}/${language}-${scheme}`, { recursive: true });
    const page = await samples.newPage({ colorScheme: scheme });
    for (const view of views) {
      const file = `${language}-${scheme}/${nameOf(view)}.png`;
      await samples.show(page, view, language);
      await page.screenshot({ path: `${folder}/${file}` });
      pictures.push({ file, name: nameOf(view), language, scheme, tab: view.tab });
    }
    await page.close();
  }
}
await samples.close();
await writeFile(`${folder}/index.html`, sheet(pictures));
console.log(`${pictures.length} pictures: ${folder}/index.html`);
