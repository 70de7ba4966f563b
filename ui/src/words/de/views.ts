/** What was added to the views, in German. */
import { count, list, number } from "./speech";

export const hand = {
  take: (name: string, key: string | null) => `Zu ${name} wechseln${key === null ? "" : ` (${key})`}`,
  taken: (name: string) => `Jetzt geht es um ${name}`,
  page: (name: string) => `Die Seite von ${name} öffnen`,
  check: "Prüfen",
};

export const wanting = (many: number) => (many === 0 ? null : `${number(many)} zu tun`);

export const meant = {
  title: (names: readonly string[]) => `Ist ${list(names.map((name) => `\`${name}\``))} gemeint?`,
};

export const retrying = { label: "Erneut versuchen", about: "Dasselbe, neu geplant" };

export const group = {
  asked: "Gewünscht",
  along: (many: number) => `Mitgekommen · ${number(many)}`,
  unknown: "Installiert",
  neededBy: (version: string, names: readonly string[]) => `${version} · nötig für ${list(names)}`,
  more: (many: number) => count(many, { one: "# weiteres", other: "# weitere" }),
  upgradeWhat: (name: string) => `${name} aktualisieren`,
  upgrade: "Auf die neueste Version, die zu den anderen passt",
  removing: "Aus dieser Sandbox; es lässt sich wieder hinzufügen",
};

export const line = { copy: "Zeile kopieren", about: "Dort einsetzen: Die Sandbox ist an, bis das Fenster geschlossen wird" };

export const guard = {
  protected: (owner: string) =>
    `Ein geschütztes Python (externally managed): Andere Programme von ${owner} laufen damit, darum installiert pip hier nichts. Eine Bibliothek gehört in die Sandbox eines Projekts, ein Tool zu pipx.`,
  managed: (owner: string) =>
    `${owner} kümmert sich darum (externally managed), und pip lässt es in Ruhe. Eine Bibliothek gehört in die Sandbox eines Projekts, ein Tool zu pipx.`,
  open: "Nichts hindert pip daran, hier zu installieren. Was ein Projekt bekommt, bekommen alle; eine Sandbox für jedes hält sie auseinander.",
  openHard: "Andere Programme brauchen dieses Python, und nichts hindert pip daran, es zu verändern. Besser bleibt es, wie es ist: Gearbeitet wird in einer Sandbox.",
  private: "Ein Tool hat dieses Python für sich. Hier ist nichts zu tun.",
};

export const apart = {
  title: "Das ist nicht dasselbe Python",
  installs: "installiert hier",
  reads: "sucht hier",
  fix: "So ist beides dasselbe Python:",
  inside: "In einer Sandbox, die an ist, sind sie immer dasselbe.",
};

const lines = (many: number) => count(many, { one: "# Zeile", other: "# Zeilen" });

export const output = {
  said: (kept: number, said: number) => (kept < said ? `Ausgabe · die letzten ${number(kept)} von ${lines(said)}` : `Ausgabe · ${lines(said)}`),
};

export const naming = { single: "Eines nach dem anderen: das nächste, wenn dieses fertig ist" };

export const fromFile = {
  name: "Hinzufügen, was in einer Datei steht",
  about: "Etwa requirements-dev.txt, in diesem Ordner oder anderswo",
  button: "Datei wählen",
  failed: "Es ließ sich keine Datei wählen",
};

export const mend = {
  settings: {
    about: "Sandbar beginnt dann ohne Einstellungen. Die alte Datei bleibt daneben liegen, unter anderem Namen.",
    button: "Neu beginnen",
    failed: "Die alte Datei ließ sich nicht beiseitelegen",
  },
  folder: { about: "Der Ordner selbst bleibt unberührt und lässt sich wieder hinzufügen.", button: "Nicht mehr beobachten", failed: "Die Ordner ließen sich nicht ändern" },
};

export const busy = { running: "Läuft", queued: "Wartet" };

export const forget = {
  button: "Rückweg aufgeben",
  ask: "Was dafür aufgehoben wurde, kommt in den Papierkorb. Danach lässt es sich von hier aus nicht mehr rückgängig machen.",
  sure: "In den Papierkorb",
  failed: "Der Rückweg konnte nicht aufgegeben werden",
  done: "Der Rückweg ist aufgegeben",
};

export const glassDone = { title: "Es ist im geschützten Python", sub: "Unten lässt es sich rückgängig machen, später unter Verlauf" };
