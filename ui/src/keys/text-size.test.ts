import { beforeEach, describe, expect, it } from "vitest";

import { changeTextSize, restoreTextSize } from "./text-size";

describe("the size of the text", () => {
  const root = document.createElement("html");
  beforeEach(() => localStorage.clear());

  it("goes up and down in steps, and stays within them", () => {
    changeTextSize(-1, root);
    expect(root.style.fontSize).toBe("");
    changeTextSize(1, root);
    expect(root.style.fontSize).toBe("115%");
    for (let press = 0; press < 9; press += 1) changeTextSize(1, root);
    expect(root.style.fontSize).toBe("200%");
    changeTextSize(0, root);
    expect(root.style.fontSize).toBe("");
  });

  it("is remembered, and what was not written by it is not taken", () => {
    changeTextSize(1, root);
    const another = document.createElement("html");
    restoreTextSize(another);
    expect(another.style.fontSize).toBe("115%");
    localStorage.setItem("text-size", "toString");
    restoreTextSize(another);
    expect(another.style.fontSize).toBe("");
  });
});
