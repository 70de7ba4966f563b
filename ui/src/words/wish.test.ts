import { describe, expect, it } from "vitest";

import { told as german } from "./de/wish";
import { told } from "./en/wish";
import { told as japanese } from "./ja/wish";

/** Every wish of the command line, said once. */
const WISHES = [
  "venv create /p/bot", "venv create /p/bot --python 3.12", "venv repair /p/bot", "venv switch /p/bot --python 3.12",
  "venv delete /p/bot", "venv discard /p/bot", "new /p/bot", "add /p/bot pandas", "remove /p/bot pandas",
  "upgrade /p/bot", "upgrade /p/bot pandas", "requirements /p/bot", "freeze /p/bot", "open /p/bot",
  "open /p/bot --in editor", "pipx setup", "tool add black", "tool add --include-deps jupyter", "tool remove black",
  "tool upgrade black", "tool repair black", "brew add ffmpeg", "brew remove ffmpeg", "break-glass httpx", "break-glass httpx --build",
  "take-out --python 3.13 pandas", "rescue --python 3.13 --into /p/bot", "lock on", "lock off", "pip-conf clean", "undo 7",
].map((wish) => wish.split(" "));

describe("a wish", () => {
  it.each(WISHES.map((wish) => [wish.join(" "), wish] as const))("has a name and a button: %s", (words, wish) => {
    const { name, button } = told(wish);
    expect(name).not.toBe(words);
    expect(name).not.toContain("undefined");
    expect(name).not.toContain("/p/");
    expect(button).not.toBe("Do it");
    for (const other of [german(wish), japanese(wish)]) {
      expect(other.name).not.toBe(name);
      expect(other.button).not.toBe(button);
      expect(other.about === "").toBe(told(wish).about === "");
      expect(`${other.name} ${other.about} ${other.button}`).not.toMatch(/undefined|\/p\//);
    }
  });

  it("is told by what it is about, not by its options", () => {
    expect(told(["add", "/p/bot", "--", "-e"]).name).toBe("Add -e to bot");
    expect(told(["tool", "add", "--include-deps", "jupyter"]).name).toBe("Install jupyter with the commands of what it needs");
    expect(told(["add", "/p/bot", "-r", "/p/bot/requirements.txt"]).name).toBe("Add requirements.txt to bot");
  });

  it("keeps its button short", () => {
    expect(told(["add", "/p", "a", "b", "c"]).button).toBe("Add 3 packages");
    expect(told(["add", "/p", "x".repeat(60)]).button).toBe("Add them");
  });

  it("is told by its words when nobody has named it", () => {
    expect(told(["dance"]).name).toBe("dance");
  });
});
