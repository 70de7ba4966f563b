/** What the user was told of unasked. The notices themselves are said by the engine. */
import { count } from "./speech";

export const notices = {
  since: "Since you last looked",
  told: "Told",
  none: "Nobody had to be told of anything",
  fresh: "New",
  unseen: (number: number) => count(number, { one: "# new notice", other: "# new notices" }),
  all: (number: number) => `Show all ${number} in Activity`,
  more: (number: number) => `Show all ${number}`,
  show: "Show it",
  close: "Not now",
  mute: { kind: "Mute this kind", folder: "Mute this folder", python: "Mute this Python" },
  unmute: { kind: "Unmute this kind", folder: "Unmute this folder", python: "Unmute this Python" },
  muted: "Your system shows no more of these",
  unmuted: "Your system shows these again",
  over: "Settled",
  settled: "Settled: nothing is left to do about it",
  failed: "What you were told could not be read",
};

export const allow = {
  title: "Let Sandbar tell you",
  about: "When something like this happens, rather than when you next look here.",
  button: "Allow notices",
  asking: "Your system asks you…",
  spoken: { granted: "Your system shows notices from now on", denied: "Your system shows no notices", unasked: "Your system was not asked", unavailable: "Your system can't show notices" },
};
