/**
 * English: the catalogue that every other one is measured by.
 *
 * The words of the reader: "sandbox" first, "virtual environment" beside it where it is met for the first time. What is
 * wrong and what to do about it is said by the engine.
 */
import type { Tab } from "../state/place.svelte";
import * as activity from "./en/activity";
import * as lessons from "./en/lessons";
import * as notices from "./en/notices";
import * as now from "./en/now";
import * as plan from "./en/plan";
import * as projects from "./en/projects";
import * as pythons from "./en/pythons";
import * as settings from "./en/settings";
import { english, packages } from "./en/speech";
import * as tools from "./en/tools";
import * as views from "./en/views";
import { told } from "./en/wish";

const TABS: Record<Tab, string> = { now: "Now", projects: "Projects", tools: "Tools", pythons: "Pythons", activity: "Activity" };

export const en = {
  language: english.language,
  number: english.number,
  ended: english.ended,
  ...activity,
  ...lessons,
  ...notices,
  ...now,
  ...plan,
  ...projects,
  ...pythons,
  ...settings,
  ...tools,
  ...views,
  told,
  tabs: TABS,
  tabsLabel: "Views",
  retry: "Try again",
  again: "Look again",
  loading: "Looking at Python on this machine",
  engineFailed: "Sandbar can't look at this machine",
  lookFailed: "The last look failed: this is what was seen before",
  copy: { label: "Copy", what: (what: string) => `Copy ${what}`, done: "Copied", spoken: "Copied", failed: "Could not copy" },
  packages,
};
