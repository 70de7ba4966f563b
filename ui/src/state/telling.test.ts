import { expect, it } from "vitest";

import { OLD_BREW, snapshot, THESIS, WEATHER } from "../sample/machine";
import { notice } from "../sample/telling";
import { placeOf } from "./telling";

const of = (rest: Parameters<typeof notice>[0]) => placeOf(notice(rest), snapshot());

it("leads to what the notice is about", () => {
  expect(of({ subject: OLD_BREW.path })).toEqual({ place: "python", path: OLD_BREW.path });
  expect(of({ kind: "new_project", subject: WEATHER.path })).toEqual({ place: "project", path: WEATHER.path });
  expect(of({ kind: "environment_broken", subject: `${THESIS.path}/.venv` })).toEqual({ place: "project", path: THESIS.path });
});

it("leads to the list where it is about several, or where that is gone", () => {
  expect(of({ kind: "guard_off", subject: "/Users/ada/.config/pip/pip.conf" })).toEqual({ place: "pythons" });
  expect(of({ kind: "new_project", subject: "/Users/ada/code" })).toEqual({ place: "projects" });
  expect(of({ kind: "environment_broken", subject: "/Users/ada/gone" })).toEqual({ place: "projects" });
});
