/** What can be seen to be wrong with a page: what axe finds, and text that does not fit. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, with the elements it finds it in: by all of its rules, or by those named. */
export async function accessibility(page: Page, rules: string[] = []): Promise<string[]> {
  // Evaluated, not added as an element: the policy lets no other script in.
  await page.evaluate(AXE);
  const results = await page.evaluate((rules) => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return axe.run(rules.length === 0 ? {} : { runOnly: { type: "rule", values: rules } });
  }, rules);
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** Text that is cut off without a title to read it by, and anything wider than the window. Runs in the page. */
export function cutOff(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("#popover *")) {
    const box = element.getBoundingClientRect();
    if (element.closest(".unseen") || box.width === 0) continue;
    if (box.right > window.innerWidth + 0.5 || box.left < -0.5) found.push(`outside: ${element.outerHTML.slice(0, 120)}`);
    const style = getComputedStyle(element);
    const clips = style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
    const clipsLines = style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 2 && style.display !== "flex";
    if ((clips || clipsLines) && !element.closest("[title]")) found.push(`cut: ${element.outerHTML.slice(0, 160)}`);
    const empty = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement ? element.placeholder : "";
    if (empty !== "") {
      const text = Object.assign(document.createElement("canvas").getContext("2d") ?? {}, { font: getComputedStyle(element, "::placeholder").font }) as CanvasRenderingContext2D;
      const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (text.measureText(empty).width > room + 1) found.push(`no room for: ${empty}`);
    }
    // A word that is wider than what it stands in lies over its neighbour.
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (own && style.overflowX === "visible" && style.display !== "inline" && element.scrollWidth > element.clientWidth + 1) {
      found.push(`over its edge: ${element.outerHTML.slice(0, 160)}`);
    }
  }
  return found;
}
