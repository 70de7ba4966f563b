import { expect, it } from "vitest";

import { failure, FakeHost } from "../host/fake";
import { VERIFIED } from "../sample/action";
import { environment, snapshot, THESIS } from "../sample/machine";
import { Verifications } from "./verifications.svelte";

const seen = (rest = {}) =>
  ({ event: "snapshot", snapshot: snapshot({ projects: [{ ...THESIS, environment: environment(THESIS.path, rest) }] }) }) as const;

it("asks before it runs a Python that is not a known one", async () => {
  const host = new FakeHost({
    verify: ({ trusted }) => {
      if (!trusted) throw failure("untrusted", "Not a known Python");
      return VERIFIED;
    },
  });
  const verification = new Verifications(host).of(THESIS.path);
  await verification.check(false);
  expect(verification.question?.message).toBe("Not a known Python");
  expect(verification.result).toBeNull();
  await verification.check(true);
  expect(host.bodies("verify").map((each) => each.trusted)).toEqual([false, true]);
  expect(verification.result?.ok).toBe(true);
  expect(verification.question).toBeNull();
});

it("forgets a result when the environment has changed, and only then", async () => {
  const verifications = new Verifications(new FakeHost({ verify: () => VERIFIED }));
  const verification = verifications.of(THESIS.path);
  verifications.hear(seen());
  await verification.check(false);
  verifications.hear(seen());
  expect(verification.result).not.toBeNull();
  verifications.hear(seen({ packages: 7 }));
  expect(verification.result).toBeNull();
});

it("keeps a failure apart from a verification that does not hold", async () => {
  const host = new FakeHost({
    verify: () => {
      throw failure("deadline", "It did not answer in time");
    },
  });
  const verification = new Verifications(host).of(THESIS.path);
  await verification.check(false);
  expect(verification.failure?.code).toBe("deadline");
  expect(verification.running).toBe(false);
});
