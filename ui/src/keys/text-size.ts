/**
 * How large the text is: every size is in `rem`, so that the page's own font size is what all of it goes by.
 *
 * The step is remembered by the page itself. Where it can't be (no storage), it holds until the window is opened anew.
 */

/** In percent of the size that the system has. */
const STEPS = [100, 115, 130, 150, 175, 200] as const;
const KEY = "text-size";

/** Sets the size that was chosen the last time. */
export function restoreTextSize(root: HTMLElement = document.documentElement): void {
  show(chosen(), root);
}

/** Goes one step up or down, or, with 0, back to the first. */
export function changeTextSize(by: 1 | -1 | 0, root: HTMLElement = document.documentElement): void {
  const step = by === 0 ? 0 : Math.min(Math.max(chosen() + by, 0), STEPS.length - 1);
  try {
    localStorage.setItem(KEY, String(step));
  } catch {
    // A page without storage shows it all the same.
  }
  show(step, root);
}

function chosen(): number {
  try {
    const step = Number(localStorage.getItem(KEY) ?? 0);
    return STEPS[step] === undefined ? 0 : step;
  } catch {
    return 0;
  }
}

function show(step: number, root: HTMLElement): void {
  root.style.fontSize = step === 0 ? "" : `${STEPS[step] ?? 100}%`;
}
