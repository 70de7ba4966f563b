/** What a plan says of itself, what is asked before it runs, and what is checked. */
import type { Words } from "../type";
import { count } from "./speech";

export const create: Words["create"] = {
  button: "Sandbox anlegen",
  starting: "Wird gestartet…",
  about: "Eine Sandbox (virtuelle Umgebung) hält die Pakete dieses Projekts von allen anderen getrennt.",
  show: "Befehl einblenden",
  hide: "Befehl ausblenden",
  more: (number) => `und ${count(number, { one: "# weiterer Befehl", other: "# weitere Befehle" })}`,
  changed: "Inzwischen hat sich etwas geändert und mit ihm der Plan. Nach dem Lesen erneut drücken.",
  refused: "Das geht hier nicht",
  better: "Was stattdessen ginge:",
  failed: "Start nicht möglich",
};

export const wait = "Diese Sandbox wird gerade von einem anderen Programm angelegt. Bis das fertig ist, bleibt sie unberührt.";

export const check: Words["check"] = {
  button: "Prüfen",
  again: "Erneut prüfen",
  running: "Wird geprüft…",
  about: "Startet das Python und das pip der Sandbox, um zu sehen, ob sie antworten.",
  ok: "Die Sandbox funktioniert",
  not: "Die Sandbox funktioniert nicht richtig",
  failed: "Die Prüfung war nicht möglich",
  asks: "Trotzdem ausführen?",
  risk: "Das Python dieser Sandbox ist Sandbar nicht bekannt. Für die Prüfung muss dieses Programm laufen, und es darf dann alles, was auch dieser Benutzer darf. Nur fortfahren, wenn die Herkunft des Ordners bekannt ist.",
  anyway: "Trotzdem ausführen",
  not_now: "Jetzt nicht",
  spoken: { true: "Geprüft: Die Sandbox funktioniert", false: "Geprüft: Die Sandbox funktioniert nicht richtig" },
  states: { true: "gut", false: "fehlerhaft", null: "zur Information" },
};

export const plan: Words["plan"] = {
  label: "Was getan wird",
  effects: "Danach",
  expects: "Wird am Ende geprüft",
  undo: "So geht es zurück",
  noUndo: "Das lässt sich nicht rückgängig machen",
};

export const look: Words["look"] = {
  button: "Erst nachsehen",
  looking: "Wird nachgesehen…",
  about: "Hier wird nur nachgesehen und nichts verändert. Das Ergebnis steht da, bevor etwas installiert wird.",
  found: "Das würde geschehen:",
};

export const confirm: Words["confirm"] = {
  ask: (words) => (words.length === 1 ? "Zum Fortfahren den Namen des Pakets eingeben:" : "Zum Fortfahren die Namen der Pakete eingeben:"),
  label: "Die Namen noch einmal",
};

export const way: Words["way"] = {
  close: "Jetzt nicht",
  undo: "Rückgängig machen",
  noUndo: "Das lässt sich nicht rückgängig machen",
  canUndo: "Das lässt sich rückgängig machen.",
  show: "Alles einblenden",
  hide: "Weniger anzeigen",
  more: (plan, shown) => `und ${count(plan.effects.length - shown, { one: "# weiteres", other: "# weitere" })}`,
};
