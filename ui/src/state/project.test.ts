import { describe, expect, it } from "vitest";

import { environment, MISSING, PHOTOS, problem, project, SCRAPER, snapshot, THESIS, WEATHER } from "../sample/machine";
import { activationLine } from "./checks";
import { found, nextFor, ofTheMachine, placeForNew, toTell } from "./project";

describe("the next thing to do", () => {
  const kind = (rest: Parameters<typeof environment>[1]) => nextFor(project("p", { environment: environment("/p", rest) })).kind;

  it("is one thing", () => {
    expect(nextFor(WEATHER)).toEqual({ kind: "create", wish: ["venv", "create", WEATHER.path] });
    expect(kind({})).toBe("check");
    expect(kind({ health: "broken" })).toBe("repair");
    expect(kind({ health: "stale" })).toBe("repair");
    expect(kind({ health: "broken", unfinished: "abandoned" })).toBe("discard");
    expect(kind({ health: "broken", unfinished: "running" })).toBe("wait");
  });
});

describe("the problems of the machine", () => {
  it("are those that no project tells, and no other is lost", () => {
    const machine = problem("guard_off", "pip's guard is off", "Switch it on");
    const elsewhere = problem("environment_broken", "A sandbox is broken", "Remove it", { path: "/elsewhere/.venv" });
    const broken = problem("environment_broken", "A sandbox is broken", "Remove it", { path: SCRAPER.environment.path });
    const seen = snapshot({ projects: [SCRAPER, WEATHER], problems: [machine, elsewhere, broken, MISSING] });
    expect(ofTheMachine(seen)).toEqual([machine, elsewhere]);
    expect(toTell(seen, SCRAPER)).toEqual([broken]);
    expect(toTell(seen, WEATHER)).toEqual([]);
  });
});

describe("the place for a new project", () => {
  it("is among the others, not inside of one", () => {
    const folder = (path: string, state: "ok" | "missing" = "ok") => ({ path, state });
    expect(placeForNew(snapshot())).toBe("/Users/ada/code");
    expect(placeForNew(snapshot({ folders: [folder(THESIS.path)] }))).toBe("/Users/ada/code");
    expect(placeForNew(snapshot({ folders: [folder("/gone", "missing"), folder("/Users/ada/lab")] }))).toBe("/Users/ada/lab");
    expect(placeForNew(snapshot({ folders: [] }))).toBe("/Users/ada");
  });
});

describe("a search", () => {
  const all = [THESIS, PHOTOS, SCRAPER, WEATHER];

  it("puts the worst first, then goes by name", () => {
    expect(found(all, "").map((each) => each.name)).toEqual(["old-scraper", "weather-bot", "photo-sorter", "thesis-plots"]);
  });

  it("finds every word, in any case and order", () => {
    expect(found(all, "BOT ada").map((each) => each.name)).toEqual(["weather-bot"]);
    expect(found(all, "nowhere")).toEqual([]);
  });
});

describe("the line that turns a sandbox on", () => {
  const check = { code: "activate", ok: null, message: "This line turns it on", hint: null } as const;

  it("is the hint of its check, and of no other", () => {
    expect(activationLine({ ...check, hint: "source .venv/bin/activate" })).toBe("source .venv/bin/activate");
    expect(activationLine(check)).toBeNull();
    expect(activationLine({ ...check, code: "pip", hint: "Repair it" })).toBeNull();
  });
});
