/**
 * German, as macOS speaks it: nobody is addressed where that can be avoided, and a button is an infinitive.
 *
 * "Sandbox" first, "virtuelle Umgebung" beside it where it is met for the first time.
 */
import * as activity from "./de/activity";
import * as now from "./de/now";
import * as plan from "./de/plan";
import * as projects from "./de/projects";
import * as pythons from "./de/pythons";
import { german, packages } from "./de/speech";
import * as tools from "./de/tools";
import { told } from "./de/wish";
import type { Words } from "./type";

export const de: Words = {
  language: german.language,
  number: german.number,
  ...activity,
  ...now,
  ...plan,
  ...projects,
  ...pythons,
  ...tools,
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
