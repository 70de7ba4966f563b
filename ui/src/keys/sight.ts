/** What is in sight: keeps there what somebody unfolds, and tells when something was. */
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

/** How long something has to be on screen to have been seen, in milliseconds. */
const GLANCE = 1000;

/** Tells once when this has been on screen for a moment, in a window that is open. */
export function whenSeen(tell: () => void): Attachment<HTMLElement> {
  return (element) => {
    let inView = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(timer);
      if (inView && document.visibilityState === "visible") timer = setTimeout(end, GLANCE);
    };
    const watching = new IntersectionObserver((entries) => {
      inView = entries.at(-1)?.isIntersecting ?? false;
      follow();
    });
    function stop(): void {
      clearTimeout(timer);
      watching.disconnect();
      document.removeEventListener("visibilitychange", follow);
    }
    function end(): void {
      stop();
      tell();
    }
    watching.observe(element);
    document.addEventListener("visibilitychange", follow);
    return stop;
  };
}
