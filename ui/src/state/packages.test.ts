import { describe, expect, it } from "vitest";

import type { Package } from "../contract";
import { failure, FakeHost } from "../host/fake";
import { PACKAGES } from "../sample/ways";
import { addition, grouped, PackageLists } from "./packages.svelte";

it("adds what is typed, or what a file names", () => {
  expect(addition("/p", ["pandas", "rich"])).toEqual(["add", "/p", "pandas", "rich"]);
  expect(addition("/p", ["-e"])).toEqual(["add", "/p", "--", "-e"]);
  expect(addition("/p", ["-r", "requirements-dev.txt"])).toEqual(["add", "/p", "-r", "/p/requirements-dev.txt"]);
  expect(addition("/p", ["--requirement", "/other/all.txt"])).toEqual(["add", "/p", "-r", "/other/all.txt"]);
  expect(addition("/p", ["-r", "a.txt", "b"])).toEqual(["add", "/p", "--", "-r", "a.txt", "b"]);
});

it("reads them once for each revision", async () => {
  const host = new FakeHost({ packages: () => PACKAGES });
  const list = new PackageLists(host).of("/p/.venv");
  await list.follow(1);
  await list.follow(1);
  expect(host.bodies("packages")).toEqual([{ path: "/p/.venv" }]);
  expect(list.all).toHaveLength(PACKAGES.length);
  await list.follow(2);
  expect(host.bodies("packages")).toHaveLength(2);
});

it("keeps what it knew when a later look fails, and says that it did", async () => {
  const host = new FakeHost({ packages: () => PACKAGES });
  const list = new PackageLists(host).of("/p/.venv");
  await list.follow(1);
  host.on("packages", () => {
    throw failure("no_permission", "It can't be read");
  });
  await list.follow(2);
  expect(list.failure?.code).toBe("no_permission");
  expect(list.all).not.toBeNull();
});

describe("the packages in groups", () => {
  const names = (packages: readonly Package[]) => packages.map(({ name }) => name);

  it("are those that were asked for, and those that came along", () => {
    const { wanted, along, known } = grouped(PACKAGES, "");
    expect(names(wanted)).toEqual(["matplotlib", "numpy"]);
    expect(names(along)).toEqual(["contourpy", "cycler", "fonttools", "pillow"]);
    expect(known).toBe(true);
  });

  it("are searched by name", () => {
    expect(names(grouped(PACKAGES, " NUM ").wanted)).toEqual(["numpy"]);
    expect(grouped(PACKAGES, "num").along).toEqual([]);
  });

  it("are one group where nobody knows", () => {
    const unknown = PACKAGES.map((each) => ({ ...each, requested: null }));
    expect(grouped(unknown, "")).toMatchObject({ along: [], known: false });
    expect(grouped(unknown, "nothing of that name").known, "a search does not change what is known").toBe(false);
  });
});
