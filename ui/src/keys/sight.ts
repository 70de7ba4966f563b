/** Keeps in sight what somebody unfolds. */
import type { Attachment } from "svelte/attachments";

/**
 * Brings what was unfolded into the window when it appears and whenever it grows, as far as the row above it, which
 * unfolded it, stays in sight. Not while the focus is elsewhere: nobody is moved away from what they do. (WebKit gives a
 * button that is clicked no focus, so that none at all is no sign of that.)
 */
export const inSight: Attachment<HTMLElement> = (unfolded) => {
  const row = unfolded.previousElementSibling;
  let height = 0;
  const growing = new ResizeObserver(() => {
    const grown = unfolded.offsetHeight > height;
    height = unfolded.offsetHeight;
    const focus = document.activeElement;
    const elsewhere = focus !== document.body && !unfolded.contains(focus) && !row?.contains(focus);
    if (!grown || elsewhere) return;
    unfolded.scrollIntoView({ block: "nearest" });
    row?.scrollIntoView({ block: "nearest" });
  });
  growing.observe(unfolded);
  return () => growing.disconnect();
};
