/** The first view, and the answers that its field gives. */
import type { Words } from "../type";
import { verdict } from "../which";
import { number, packages, projects } from "./speech";

export const now: Words["now"] = {
  uses: (python) => `python3 im Terminal ist ${python}`,
  usesNone: "Im Terminal gibt es kein python3",
  allReady: (many) => (many === 1 ? "Das Projekt hat seine eigene Sandbox" : `${projects(many)}, jedes in seiner eigenen Sandbox`),
  inHand: "Aktuelles Projekt",
  addPackage: "Paket hinzufügen",
  toFix: "Zu beheben",
  moreToFix: (more) => `${number(more)} weitere anzeigen`,
  others: "Andere Projekte",
  all: (many) => `Alle ${projects(many)} anzeigen`,
  empty: "Noch kein Projektordner",
  emptyHint: "Den Ordner auswählen, in dem die Python-Projekte liegen, oder einen leeren für das erste. Darin wird nichts verändert.",
  noProjects: "Noch kein Python-Projekt in den Ordnern",
  noProjectsHint: "Ein Ordner gilt als Projekt, sobald eine Python-Datei, eine requirements.txt oder eine pyproject.toml darin liegt.",
};

export const ask: Words["ask"] = {
  label: "Ein pip-Befehl, ein Paket oder eine Fehlermeldung",
  hint: "pip-Befehl oder Fehler einsetzen…",
  paste: "Einsetzen",
  clear: "Antwort ausblenden",
  asking: "Einen Moment…",
  failed: "Darauf gibt es keine Antwort",
  answer: "Antwort",
  verdict: verdict({
    several: packages,
    venv: (what, many) => `${what} ${many > 1 ? "gehören" : "gehört"} in eine Sandbox`,
    pipx: (what, many) => (many > 1 ? `${what} sind Tools zum Ausführen` : `${what} ist ein Tool zum Ausführen`),
    brew: (what, many) => `${what} ${many > 1 ? "kommen" : "kommt"} von Homebrew`,
    rename: (what, many) => (many > 1 ? `${what} heißen anders` : `${what} ist der richtige Name`),
    stdlib: "Das ist in Python schon enthalten",
    ask: "Das hängt davon ab, wofür es gebraucht wird",
    unknown: "Das kennt Sandbar nicht",
    meant: (what) => `Ist ${what} gemeint?`,
    sandbox: "Das gehört in eine Sandbox",
    apart: (what) => `${what}, jedes an seinem Ort`,
    nothing: "Hier ist nichts zu installieren",
    glass: "Aus gutem Grund hinter Glas",
    fix: "Das lässt sich beheben",
  }),
  or: "Oder",
  then: "Danach",
  lookUp: "Im Paketverzeichnis nachschlagen",
  confidence: { certain: "Sicher", likely: "Wahrscheinlich", low: "Vermutung" },
  answered: (title) => `Antwort: ${title}`,
};
