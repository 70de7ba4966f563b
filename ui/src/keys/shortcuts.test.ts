import { describe, expect, it } from "vitest";

import { shortcut, written } from "./shortcuts";

const press = (key: string, held: Partial<KeyboardEventInit> = {}) => shortcut(new KeyboardEvent("keydown", { key, ...held }));

describe("the keys that work everywhere", () => {
  it("take command, or control where there is none", () => {
    expect(press("f", { metaKey: true })).toEqual({ kind: "find" });
    expect(press("F", { ctrlKey: true })).toEqual({ kind: "find" });
    expect(press("f")).toBeNull();
    expect(press("f", { metaKey: true, altKey: true })).toBeNull();
    expect(press("f", { metaKey: true, shiftKey: true })).toBeNull();
  });

  it("switch projects, views and the size of the text", () => {
    expect(press("3", { metaKey: true })).toEqual({ kind: "take", nth: 3 });
    expect(press("Tab", { ctrlKey: true })).toEqual({ kind: "turn", by: 1 });
    expect(press("Tab", { ctrlKey: true, shiftKey: true })).toEqual({ kind: "turn", by: -1 });
    expect(press("Tab")).toBeNull();
    expect(press("+", { metaKey: true, shiftKey: true })).toEqual({ kind: "text", by: 1 });
    expect(press("0", { metaKey: true })).toEqual({ kind: "text", by: 0 });
  });

  it("go back with Escape", () => {
    expect(press("Escape")).toEqual({ kind: "back" });
    expect(press("[", { metaKey: true })).toEqual({ kind: "back" });
  });

  it("are written as the system writes them", () => {
    expect(written("1", "macos")).toBe("⌘1");
    expect(written("1", "linux")).toBe("Ctrl+1");
  });
});
