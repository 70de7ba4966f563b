/** The Pythons of the machine, what strayed into them, and what guards them. */
import type { Words } from "../type";
import { count, list, packages } from "./speech";

export const pythons: Words["pythons"] = {
  title: "Pythons",
  sub: (number) => `${number === 0 ? "Kein Python" : count(number, { one: "# Python", other: "# Pythons" })} auf diesem Rechner`,
  disagree: "pip und python sind sich uneinig",
  picture: "Bei der Eingabe von python3",
  asked: {
    shell: null,
    cache: "So hat es die Shell bei der letzten Abfrage gesagt",
    paths: "Die Shell wurde nicht gefragt, daher steht hier der PATH des Systems",
  },
  nothing: "In keinem Ordner des PATH gibt es ein python3",
  empty: (number) => count(number, { one: "# Ordner ohne python3", other: "# Ordner ohne python3" }),
  hit: "dieses antwortet",
  words: "Und bei der Eingabe von",
  unknown: "ein Python, das Sandbar nicht kennt",
  notFound: "nicht gefunden",
  settings: "Variablen, die das ändern",
  here: { macos: "Auf diesem Mac", linux: "Auf diesem Rechner" },
  none: "Kein Python gefunden",
  noneHint: "Eines von python.org oder mit Homebrew installieren, dann neu nachsehen",
  chips: {
    protected: "Geschützt",
    managed: "Verwaltet",
    open: "Offen",
    private: "Privat",
    strays: (n) => count(n, { one: "# fehl am Platz", other: "# fehl am Platz" }),
  },
  about: {
    strays: (n, who) => `${packages(n)}, von ${list(who)} hineingelegt`,
    unknownWho: "jemandem",
    protected: "pip installiert hier nichts",
    managed: "Wird von seinem eigenen Tool gepflegt",
    open: "Ohne Schutz: pip installiert einfach",
    openHard: "Andere Programme brauchen es, und nichts schützt es",
    private: "Gehört zu einem einzelnen Tool",
  },
  path: "Startet",
  real: "Die Datei selbst",
  arch: "Gebaut für",
  message: "Was pip sagt, wenn es ablehnt",
  marker: "Das steht in",
  aliases: "Auch erreichbar als",
  sites: "Pakete liegen in",
  strays: "Pakete, die hier fehl am Platz sind",
  stray: { asked: "gewünscht", along: "mitgekommen", shared: "im Benutzerordner" },
  unknownVersion: "in unbekannter Version",
};

export const rescue: Words["rescue"] = {
  button: (number) => `${packages(number)} retten`,
  about: "Die Pakete ziehen in die Sandbox eines Projekts um und verlassen dieses Python erst, wenn sie dort funktionieren.",
  into: "In welches Projekt?",
  search: "Projekte suchen",
  noProject: "Noch gibt es kein Projekt, in das sie umziehen könnten. Zuerst eines anlegen.",
};

export const glass: Words["glass"] = {
  open: "Trotzdem hier installieren…",
  back: "Zurück in Sicherheit",
  title: "Scheibe einschlagen?",
  sub: (python) => `In ${python}, auf dem andere Programme aufbauen`,
  unknown: "das geschützte Python",
  name: "Was dort installiert werden soll",
  hint: "Ein Paket, zum Beispiel httpx",
  next: "Ansehen",
  better: "Der bessere Weg",
  betterDo: "Diesen nehmen",
  happens: "Was beim Fortfahren geschieht",
  whole: "Nichts wird installiert, bevor zu lesen war, was es bewirkt.",
};

export const lock: Words["lock"] = {
  title: "pip außerhalb von Sandboxen",
  on: "Gesperrt",
  off: "Erlaubt",
  about: "Gesperrt installiert pip nur noch in Sandboxen, bei jedem Python.",
};
