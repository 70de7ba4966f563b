/** Projects, the page of one, what is in its sandbox, and a new one. */
import type { Evidence } from "../../contract";
import { FILES, TOOLS } from "../names";
import type { Words } from "../type";
import { condition, standing } from "../which";
import { count, list, packages, projects as counted } from "./speech";

const EVIDENCE: Record<Evidence, string> = { ...FILES, environment: "eine Sandbox darin", python_files: "Python-Dateien", notebooks: "Notebooks" };

export const evidence: Words["evidence"] = (evidence) => list(evidence.map((each) => EVIDENCE[each]));

export const health: Words["health"] = condition({
  running: "Wird angelegt",
  abandoned: "Unfertig",
  missing: "Keine Sandbox",
  broken: "Defekt",
  mixed: "Vermischt",
  moved: "Verschoben",
  no_pip: "Ohne pip",
  stale: "Veraltet",
  healthy: (minor) => (minor ? `Bereit · ${minor}` : "Bereit"),
});

export const project: Words["project"] = {
  facts: "Sandbox",
  state: standing({
    missing: "Noch keine Sandbox",
    ready: "Sandbox bereit",
    refuted: "Etwas stimmt nicht",
    condition: health,
  }),
  where: "Ordner",
  evidence: "Erkannt an",
  sandbox: "Sandbox",
  madeBy: "Angelegt mit",
  packages: "Pakete",
  unknown: "Nicht zählbar",
  pip: "pip",
  hasPip: { true: "Vorhanden", false: "Nicht vorhanden" },
  gone: "Dieses Projekt ist nicht mehr da",
  goneHint: "Sein Ordner wurde bewegt, umbenannt oder entfernt, oder er wird nicht mehr beobachtet",
  tool: TOOLS,
  python: "Python",
};

export const projects: Words["projects"] = {
  title: "Projekte",
  sub: (projects, folders) =>
    folders === 0 ? "Kein Ordner wird beobachtet" : `${counted(projects)} in ${count(folders, { one: "# Ordner", other: "# Ordnern" })}`,
  search: "Projekte suchen",
  none: (search) => `Kein Projekt heißt „${search}“`,
  found: (number) => `${counted(number)} gefunden`,
  list: "Projekte",
  add: "Ordner hinzufügen",
  adding: "Auswahl läuft…",
  addFailed: "Die Ordner konnten nicht geändert werden",
  folders: "Beobachtete Ordner",
  remove: (folder) => `${folder} nicht mehr beobachten`,
  folder: { missing: "Nicht da", no_permission: "Kein Zugriff", not_a_folder: "Kein Ordner", too_wide: "Zu groß" },
};

export const inside: Words["inside"] = {
  title: "Pakete",
  found: (number) => `${packages(number)} gefunden`,
  add: "Pakete hinzufügen",
  hint: "Pakete: requests, pandas…",
  button: "Hinzufügen",
  search: "Pakete suchen",
  none: (search) => `Kein Paket heißt „${search}“`,
  empty: "Noch ist nichts installiert",
  all: (number) => `Alle ${packages(number)} anzeigen`,
  failed: "Die Pakete konnten nicht gelesen werden",
  about: (version, requested, complete) => {
    if (!complete) return `${version} · nicht vollständig installiert`;
    return requested === null ? version : `${version} · ${requested ? "selbst gewünscht" : "mitgekommen"}`;
  },
  remove: "Entfernen",
  removeWhat: (name) => `${name} entfernen`,
};

export const steps: Words["steps"] = {
  title: "In die Sandbox gehen",
  activate: "In einem Terminal einschalten",
  failed: "Die Zeile konnte nicht erzeugt werden",
  sandbox: "Die Sandbox selbst",
  another: "Anderes Python",
  anotherAbout: "Die Sandbox wird neu angelegt, mitsamt ihren Paketen",
  choose: "Auswählen",
  chosen: "in Gebrauch",
  pythons: "Welches Python",
  onWhich: "Mit einem anderen Python",
  onWhichAbout: "Statt des Pythons, das Sandbar nehmen würde",
};

export const fresh: Words["fresh"] = {
  button: "Neues Projekt",
  title: "Ein neues Projekt",
  sub: "Ein Ordner mit einer Sandbox und einer ersten Datei darin",
  name: "Name",
  hint: "Zum Beispiel wetter-bot",
  place: "Angelegt wird es in",
  choose: "Anderen Ordner auswählen",
  choosing: "Auswahl läuft…",
  next: "Weiter",
  page: "Zum Projekt",
  failed: "Es konnte kein Ordner ausgewählt werden",
};
