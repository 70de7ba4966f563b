/** Where the focus goes when what had it is gone. */
import type { Attachment } from "svelte/attachments";

/** Takes the focus as soon as it is there: the title of a page that was just opened. */
export const takeFocus: Attachment<HTMLElement> = (element) => {
  element.focus({ preventScroll: true });
};

/**
 * Takes the focus if the control that had it was replaced by this: a pressed button that became a progress bar. Without
 * it the keyboard would start again at the top of the page.
 */
export const inheritFocus: Attachment<HTMLElement> = (element) => {
  if (wasUsed && document.activeElement === document.body) element.focus({ preventScroll: true });
};

/** Brings the chosen one of several back before the reader, and the focus to it: the page was drawn anew by choosing it. */
export const takeChoice: Attachment<HTMLElement> = (element) => {
  element.scrollIntoView({ block: "nearest" });
  element.querySelector<HTMLElement>("input:checked")?.focus({ preventScroll: true });
};

/** Whether anything had the focus yet: a page that has just opened takes none by itself. */
let wasUsed = false;

export function watchFocus(): () => void {
  const used = () => (wasUsed = true);
  document.addEventListener("focusin", used);
  return () => {
    wasUsed = false;
    document.removeEventListener("focusin", used);
  };
}
