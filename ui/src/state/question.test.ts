import { expect, it } from "vitest";

import type { Advice } from "../contract";
import { failure, FakeHost } from "../host/fake";
import { adviceOn } from "../sample/ways";
import { Question } from "./question.svelte";

const host = () => new FakeHost({ advise: ({ text, project }) => adviceOn(text, project), paste: () => "pip3 install black\n" });

it("asks about what is in the field, with the project in hand", async () => {
  const asked = host();
  const question = new Question(asked);
  question.text = "  pip install requests ";
  await question.ask("/p", 1);
  expect(asked.bodies("advise")).toEqual([{ text: "pip install requests", project: "/p" }]);
  expect(question.answer?.wishes).toEqual([["add", "/p", "requests"]]);
});

it("reads the clipboard when it is told to, and then asks", async () => {
  const asked = host();
  const question = new Question(asked);
  expect(asked.bodies("paste")).toHaveLength(0);
  await question.paste(null, 1);
  expect(question.answer?.verdict).toBe("pipx");
});

it("asks again when the machine or the project is another, and about what was asked, not what is typed since", async () => {
  const asked = host();
  const question = new Question(asked);
  question.text = "requests";
  await question.ask("/p", 1);
  question.text = "something el";
  await question.follow("/p", 1);
  expect(asked.bodies("advise")).toHaveLength(1);
  await question.follow("/p", 2);
  await question.follow("/q", 2);
  expect(asked.bodies("advise").map((each) => [each.text, each.project])).toEqual([
    ["requests", "/p"],
    ["requests", "/p"],
    ["requests", "/q"],
  ]);
});

it("asks the index only when told to, and keeps the answer when there is no network", async () => {
  const asked = host();
  const question = new Question(asked);
  question.text = "requests";
  await question.ask("/p", 1);
  await question.lookUp();
  expect(asked.bodies("advise").map((each) => each.look_up)).toEqual([undefined, true]);
  asked.on("advise", () => {
    throw failure("child_failed", "The network could not be reached");
  });
  await question.lookUp();
  expect(question.failure?.message).toContain("network");
  expect(question.answer?.package).toBe("requests");
});

it("lets the answer to the last question win, and forgets one that was put away", async () => {
  const replies: ((answer: Advice) => void)[] = [];
  const question = new Question(new FakeHost({ advise: () => new Promise((resolve) => replies.push(resolve)) }));
  question.text = "first";
  const first = question.ask(null, 1);
  question.text = "black";
  const second = question.ask(null, 1);
  await Promise.resolve();
  replies[1]?.(adviceOn("black", null));
  replies[0]?.(adviceOn("requests", null));
  await Promise.all([first, second]);
  expect(question.answer?.package).toBe("black");
  question.clear();
  expect(question.answer).toBeNull();
  expect(question.text).toBe("");
});

it("says why there is no answer", async () => {
  const question = new Question(
    new FakeHost({
      advise: () => {
        throw failure("internal", "It broke");
      },
    }),
  );
  question.text = "black";
  await question.ask(null, 1);
  expect(question.failure?.message).toBe("It broke");
  expect(question.asking).toBe(false);
});
