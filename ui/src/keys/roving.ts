/**
 * One stop for the Tab key in a list or a tab bar, and the arrow keys inside it.
 *
 * The items are the elements with `data-item`; the list may change at any time.
 */
import type { Attachment } from "svelte/attachments";

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowRight: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

const KEYS = {
  vertical: new Set(["ArrowDown", "ArrowUp", "Home", "End"]),
  horizontal: new Set(["ArrowRight", "ArrowLeft", "Home", "End"]),
};

export function roving(axis: keyof typeof KEYS): Attachment<HTMLElement> {
  return (list) => {
    const items = () => [...list.querySelectorAll<HTMLElement>("[data-item]")];

    /** Makes one item the stop: the wanted one, else the selected, else the one that is it, else the first. */
    function settle(wanted?: HTMLElement): void {
      const all = items();
      const stop =
        wanted ?? all.find(isSelected) ?? all.find((item) => item.tabIndex === 0 && item.dataset.stop === "yes") ?? all[0];
      for (const item of all) {
        item.tabIndex = item === stop ? 0 : -1;
        if (item === stop) item.dataset.stop = "yes";
        else delete item.dataset.stop;
      }
    }

    function press(event: KeyboardEvent): void {
      const step = STEPS[event.key];
      if (!step || !KEYS[axis].has(event.key) || event.metaKey || event.ctrlKey || event.altKey) return;
      const all = items();
      const at = all.indexOf(document.activeElement as HTMLElement);
      if (at < 0) return;
      event.preventDefault();
      all[step(at, all.length)]?.focus();
    }

    function enter(event: FocusEvent): void {
      const item = (event.target as HTMLElement).closest<HTMLElement>("[data-item]");
      if (item) settle(item);
    }

    settle();
    const changes = new MutationObserver(() => settle());
    changes.observe(list, { childList: true, subtree: true, attributeFilter: ["aria-selected"] });
    list.addEventListener("keydown", press);
    list.addEventListener("focusin", enter);
    return () => {
      changes.disconnect();
      list.removeEventListener("keydown", press);
      list.removeEventListener("focusin", enter);
    };
  };
}

function isSelected(item: HTMLElement): boolean {
  return item.ariaSelected === "true" || item.getAttribute("aria-selected") === "true";
}
