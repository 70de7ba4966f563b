/** Jobs, as they go on and as they ended, and the history of them. */
import type { Outcome } from "../../contract";
import { deed, jobState, news } from "../which";
import { count } from "./speech";
import { told } from "./wish";

const OUTCOME: Record<Outcome, string> = { done: "Done", failed: "Failed", cancelled: "Stopped" };

export const activity = {
  title: "Activity",
  sub: (running: number) => (running === 0 ? "Nothing is running" : `${count(running, { one: "# job", other: "# jobs" })} running`),
  running: "Now",
  history: "Earlier",
  none: "Nothing was done yet",
  noneHint: "What Sandbar does for you is listed here, with how it ended.",
  deed: deed(told),
  outcome: OUTCOME,
  took: (seconds: string | null) => seconds ?? "less than a second",
  failed: "The history could not be read",
  commands: "Commands",
  how: "How it would be undone",
  noOutput: "It said nothing",
  unknown: "An older Sandbar did this, and did not say what",
};

export const job = {
  spoken: news({
    queued: (title) => `Waiting: ${title}`,
    running: (title) => `Started: ${title}`,
    verifying: "Checking the result",
    done: (title) => `Done: ${title}`,
    cancelled: (title) => `Stopped: ${title}`,
    failed: (title) => `Not done: ${title}`,
  }),
  state: jobState({
    queued: "Waiting for its turn",
    verifying: "Checking the result",
    step: (step, of) => `Step ${step} of ${of}`,
    atWork: "At work",
  }),
  cancel: "Cancel",
  stopping: "Stopping…",
  noOutput: "No output yet",
  ended: { done: "Done, and checked", failed: "That did not work", cancelled: "Stopped" } satisfies Record<Outcome, string>,
  dismiss: "Put this result away",
  outputLabel: "Output",
  progress: "Progress",
};
