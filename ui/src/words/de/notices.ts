/** What the user was told of unasked. */
import type { Words } from "../type";
import { count } from "./speech";

export const notices: Words["notices"] = {
  since: "Seit dem letzten Mal",
  told: "Gemeldet",
  none: "Es gab noch nichts zu melden",
  fresh: "Neu",
  unseen: (number) => count(number, { one: "# neue Meldung", other: "# neue Meldungen" }),
  all: (number) => `Alle ${number} im Verlauf anzeigen`,
  more: (number) => `Alle ${number} anzeigen`,
  show: "Anzeigen",
  close: "Nicht jetzt",
  mute: { kind: "Diese Art stumm", folder: "Diesen Ordner stumm", python: "Dieses Python stumm" },
  unmute: { kind: "Diese Art wieder melden", folder: "Diesen Ordner wieder melden", python: "Dieses Python wieder melden" },
  muted: "Das System zeigt davon nichts mehr",
  unmuted: "Das System zeigt das wieder",
  over: "Erledigt",
  settled: "Erledigt: hier ist nichts mehr zu tun",
  failed: "Das Gemeldete konnte nicht gelesen werden",
};

export const allow: Words["allow"] = {
  title: "Sandbar Bescheid sagen lassen",
  about: "Sobald so etwas geschieht, und nicht erst beim nächsten Blick hierher.",
  button: "Mitteilungen erlauben",
  asking: "Das System fragt…",
  spoken: {
    granted: "Das System zeigt ab jetzt Mitteilungen",
    denied: "Das System zeigt keine Mitteilungen",
    unasked: "Das System wurde nicht gefragt",
    unavailable: "Das System kann keine Mitteilungen anzeigen",
  },
};
