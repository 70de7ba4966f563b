import { describe, expect, it } from "vitest";

import { environment, NO_ENVIRONMENT } from "./sample/machine";
import type { PastJob } from "./contract";
import { job, past } from "./sample/action";
import { failure } from "./host/fake";
import { words } from "./words";
import { list, packages } from "./words/en/speech";

describe("count", () => {
  it("knows one from many", () => {
    expect(packages(0)).toBe("0 packages");
    expect(packages(1)).toBe("1 package");
    expect(packages(1200)).toBe("1,200 packages");
  });
});

describe("list", () => {
  it("joins as a sentence does", () => {
    expect(list(["pip"])).toBe("pip");
    expect(list(["pip", "uv"])).toBe("pip and uv");
    expect(list(["a", "b", "c"])).toBe("a, b and c");
  });
});

describe("health", () => {
  it("says what is unfinished before what is broken", () => {
    expect(words.health(environment("/p", { health: "broken", unfinished: "abandoned" }))).toBe("Unfinished");
    expect(words.health(environment("/p", { health: "broken", unfinished: "running" }))).toBe("Being made");
  });

  it("names the minor version of a ready one", () => {
    expect(words.health(environment("/p", { version: "3.14.6" }))).toBe("Ready · 3.14");
    expect(words.health(environment("/p", { version: null }))).toBe("Ready");
    expect(words.health(NO_ENVIRONMENT)).toBe("No sandbox");
  });
});

describe("what a screen reader hears of a job", () => {
  it("is the failure's own sentence when there is one", () => {
    const failed = job({ state: "ended", outcome: "failed", failure: failure("disk_full", "The disk is full") });
    expect(words.job.spoken(failed)).toBe("The disk is full");
    expect(words.job.spoken(job({ state: "ended", outcome: "done" }))).toBe("Done: Create a sandbox for weather-bot");
  });
});

describe("a deed of the history", () => {
  it("is told by its wish, also by one that this popover does not know", () => {
    const deed = (wish: string[], title = "") => words.activity.deed({ ...(past(new Date())[0] as PastJob), wish, title });
    expect(deed(["add", "/p", "requests"], "Add requests to `p`")).toBe("Add requests to p");
    expect(deed(["venv", "create", "/Users/ada/weather-bot"])).toBe("A sandbox for weather-bot");
    expect(deed(["dance", "the", "tango"])).toBe("dance the tango");
  });
});
