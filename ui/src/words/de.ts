/**
 * German, as macOS speaks it: nobody is addressed where that can be avoided, and a button is an infinitive.
 *
 * "Sandbox" first, "virtuelle Umgebung" beside it where it is met for the first time.
 */
import * as activity from "./de/activity";
import * as lessons from "./de/lessons";
import * as notices from "./de/notices";
import * as now from "./de/now";
import * as plan from "./de/plan";
import * as projects from "./de/projects";
import * as pythons from "./de/pythons";
import * as settings from "./de/settings";
import { german, packages } from "./de/speech";
import * as tools from "./de/tools";
import * as views from "./de/views";
import { told } from "./de/wish";
import type { Words } from "./type";

export const de: Words = {
  language: german.language,
  number: german.number,
  ended: german.ended,
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
  tabs: { now: "Jetzt", projects: "Projekte", tools: "Tools", pythons: "Pythons", activity: "Verlauf" },
  tabsLabel: "Ansichten",
  retry: "Erneut versuchen",
  again: "Neu nachsehen",
  loading: "Python auf diesem Rechner wird gesucht",
  engineFailed: "Dieser Rechner kann nicht untersucht werden",
  lookFailed: "Das letzte Nachsehen ist misslungen: Das hier ist der Stand davor",
  copy: { label: "Kopieren", what: (what) => `${what} kopieren`, done: "Kopiert", spoken: "Kopiert", failed: "Kopieren nicht möglich" },
  packages,
};
