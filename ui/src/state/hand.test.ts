import { describe, expect, it } from "vitest";

import { project } from "../sample/machine";
import { Hand } from "./hand.svelte";

const OLD = project("old", { touched: 1000 });
const NEW = project("new", { touched: 2000 });

describe("the project in hand", () => {
  it("is the one last worked on", () => {
    const hand = new Hand();
    hand.settle([OLD, NEW], true);
    expect(hand.path).toBe(NEW.path);
  });

  it("is the one taken up here, until another is worked on after that and the window comes up anew", () => {
    const hand = new Hand();
    hand.settle([OLD, NEW], true);
    hand.take(OLD.path, 3000);
    hand.settle([OLD, NEW], true);
    expect(hand.path).toBe(OLD.path);
    const worked = [OLD, { ...NEW, touched: 4000 }];
    hand.settle(worked, false);
    expect(hand.path, "it does not change under the pointer").toBe(OLD.path);
    hand.settle(worked, true);
    expect(hand.path).toBe(NEW.path);
  });

  it("is another one when it is gone, and none without projects", () => {
    const hand = new Hand();
    hand.settle([OLD, NEW], true);
    hand.settle([OLD], false);
    expect(hand.path).toBe(OLD.path);
    hand.settle([], false);
    expect(hand.path).toBeNull();
  });
});
