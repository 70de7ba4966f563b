import { expect, it } from "vitest";

import { failure, FakeHost } from "../host/fake";
import { PACKAGES } from "../sample/ways";
import { arranged, PackageLists } from "./packages.svelte";

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

it("puts what was asked for first", () => {
  expect(arranged(PACKAGES, "").map(({ name }) => name).slice(0, 3)).toEqual(["matplotlib", "numpy", "contourpy"]);
  expect(arranged(PACKAGES, " NUM ").map(({ name }) => name)).toEqual(["numpy"]);
});
