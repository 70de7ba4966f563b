import { expect, it } from "vitest";

import { failure, FakeHost } from "../host/fake";
import { adviceOn } from "../sample/ways";
import { BetterWay } from "./better.svelte";

it("is the first that leaves the glass whole", async () => {
  const host = new FakeHost({ advise: ({ text, project }) => ({ ...adviceOn(text, project), wishes: [["break-glass", "rich"], ["add", "/p", "rich"]] }) });
  const better = new BetterWay(host);
  await better.ask(["rich"], "/p");
  expect(host.bodies("advise")).toEqual([{ text: "pip install rich", project: "/p" }]);
  expect(better.wish).toEqual(["add", "/p", "rich"]);
});

it("is none where nobody knows one, and nothing is asked about no package", async () => {
  const host = new FakeHost({
    advise: () => {
      throw failure("internal", "It broke");
    },
  });
  const better = new BetterWay(host);
  await better.ask([], null);
  expect(host.bodies("advise")).toHaveLength(0);
  await better.ask(["rich"], null);
  expect(better.wish).toBeNull();
});
