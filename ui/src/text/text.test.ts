import { describe, expect, it } from "vitest";

import { halves, parent, underHome } from "./path";
import { brief, inTicks } from "./sentence";
import { duration, moment } from "./time";

describe("underHome", () => {
  it("writes the home folder as a tilde, and nothing that only looks like it", () => {
    expect(underHome("/Users/ada/code", "/Users/ada")).toBe("~/code");
    expect(underHome("/Users/ada", "/Users/ada")).toBe("~");
    expect(underHome("/Users/adam/code", "/Users/ada")).toBe("/Users/adam/code");
  });

  it("leaves a path alone while the home folder is not known", () => {
    expect(underHome("/Users/ada", "")).toBe("/Users/ada");
  });
});

describe("halves", () => {
  it("keeps the last name of a path whole", () => {
    expect(halves("/Users/ada/Documents/university/weather-bot")).toEqual(["/Users/ada/Documents/university", "/weather-bot"]);
  });

  it("does not cut what is short", () => {
    expect(halves("~/code")).toEqual(["", "~/code"]);
  });

  it("cuts a name that is too long by itself, and loses nothing", () => {
    const path = `/a/${"x".repeat(200)}`;
    const [head, tail] = halves(path);
    expect(tail).toHaveLength(24);
    expect(head + tail).toBe(path);
  });

  it("never cuts an emoji apart", () => {
    const scientist = "👩🏽‍🔬";
    const [, tail] = halves(`/home/${scientist.repeat(30)}`, 10);
    expect(tail).toBe(scientist.repeat(10));
  });
});

describe("parent", () => {
  it("is the folder that a path lies in", () => {
    expect(parent("/Users/ada/code")).toBe("/Users/ada");
    expect(parent("/Users")).toBe("/");
  });
});

describe("inTicks", () => {
  it("tells what can be typed from what is only said", () => {
    expect(inTicks("Run `pip check` there")).toEqual([
      { text: "Run ", typed: false },
      { text: "pip check", typed: true },
      { text: " there", typed: false },
    ]);
  });

  it("takes a backtick without a partner for a character", () => {
    expect(inTicks("It's ` odd")).toEqual([{ text: "It's ` odd", typed: false }]);
    expect(inTicks("`a` and ` b")).toEqual([
      { text: "a", typed: true },
      { text: " and ` b", typed: false },
    ]);
  });
});

describe("brief", () => {
  it("leaves the folders of paths out", () => {
    expect(brief("/opt/homebrew/bin/python3.14 -m venv /Users/ada/weather-bot/.venv")).toBe(
      "…/python3.14 -m venv …/weather-bot/.venv",
    );
  });

  it("keeps what is no path, or no longer than its last name", () => {
    expect(brief("pip install -r requirements.txt")).toBe("pip install -r requirements.txt");
    expect(brief("/bin/ls")).toBe("…/ls");
    expect(brief("ls /")).toBe("ls /");
    expect(brief("/ls")).toBe("/ls");
  });
});

describe("moment", () => {
  const now = new Date(2026, 10, 24, 12, 0);
  const at = (...when: [number, number, number, number, number]) => moment(new Date(...when).toISOString(), now, "en");

  it("names the two last days", () => {
    expect(at(2026, 10, 24, 0, 5)).toMatch(/^Today /);
    expect(at(2026, 10, 23, 23, 59)).toMatch(/^Yesterday /);
  });

  it("gives the date before that, with the year only when it is another one", () => {
    expect(at(2026, 10, 22, 9, 0)).toMatch(/^Nov 22 /);
    expect(at(2025, 10, 22, 9, 0)).toMatch(/^Nov 22, 2025 /);
  });

  it("shows what is no moment as it came", () => {
    expect(moment("soon", now, "en")).toBe("soon");
  });
});

describe("duration", () => {
  it("has as many digits as matter", () => {
    expect(duration(3.42, "en")).toBe("3.4 sec");
    expect(duration(42.4, "en")).toBe("42 sec");
    expect(duration(131, "en")).toBe("2 min");
    expect(duration(0.03, "en")).toBeNull();
  });
});
