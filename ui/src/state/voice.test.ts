import { expect, it } from "vitest";

import { Voice } from "./voice.svelte";

it("can say the same sentence twice: each time the region's text is another one", () => {
  const voice = new Voice();
  const texts = [1, 2, 3].map(() => {
    voice.say("Copied");
    return voice.sentence;
  });
  expect(texts[0]).toBe("Copied");
  expect(texts[1]).not.toBe(texts[0]);
  expect(texts[2]).not.toBe(texts[1]);
});
