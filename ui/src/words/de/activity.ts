/** Jobs, as they go on and as they ended, and the history of them. */
import type { Words } from "../type";
import { deed, jobState, news } from "../which";
import { count } from "./speech";
import { told } from "./wish";

export const activity: Words["activity"] = {
  title: "Verlauf",
  sub: (running) => (running === 0 ? "Im Moment läuft nichts" : `${count(running, { one: "# Auftrag läuft", other: "# Aufträge laufen" })}`),
  running: "Jetzt",
  history: "Früher",
  none: "Noch ist nichts geschehen",
  noneHint: "Was Sandbar erledigt, steht hier, und wie es ausgegangen ist.",
  deed: deed(told),
  outcome: { done: "Fertig", failed: "Misslungen", cancelled: "Gestoppt" },
  took: (seconds) => seconds ?? "weniger als eine Sekunde",
  failed: "Der Verlauf konnte nicht gelesen werden",
  commands: "Befehle",
  how: "So würde es rückgängig gemacht",
  noOutput: "Keine Ausgabe",
  unknown: "Das hat ein älteres Sandbar getan und nicht festgehalten, was es war",
};

export const job: Words["job"] = {
  spoken: news({
    queued: (title) => `Wartet: ${title}`,
    running: (title) => `Begonnen: ${title}`,
    verifying: "Das Ergebnis wird geprüft",
    done: (title) => `Fertig: ${title}`,
    cancelled: (title) => `Gestoppt: ${title}`,
    failed: (title) => `Nicht erledigt: ${title}`,
  }),
  state: jobState({
    queued: "Wartet, bis die Reihe daran ist",
    verifying: "Das Ergebnis wird geprüft",
    step: (step, of) => `Schritt ${step} von ${of}`,
    atWork: "In Arbeit",
  }),
  cancel: "Abbrechen",
  stopping: "Wird gestoppt…",
  noOutput: "Noch keine Ausgabe",
  ended: { done: "Fertig und geprüft", failed: "Das ist misslungen", cancelled: "Gestoppt" },
  dismiss: "Dieses Ergebnis ausblenden",
  outputLabel: "Ausgabe",
  progress: "Fortschritt",
};
