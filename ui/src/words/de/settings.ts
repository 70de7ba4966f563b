/** What the user chooses about Sandbar itself. */
import type { NoticeKind, NotificationAccess, Os } from "../../contract";
import type { Words } from "../type";

const KINDS: Record<NoticeKind, { name: string; about: string }> = {
  system_install: { name: "Installationen ins System-Python", about: "Aus jedem Terminal: andere Programme bauen auf dieses Python" },
  new_project: { name: "Projekte ohne Sandbox", about: "Ein neues, einmal, sobald es einen Moment ruhig ist" },
  environment_broken: { name: "Kaputte Sandboxen", about: "Etwa nach einem Update des Pythons, auf dem sie stehen" },
  guard_off: { name: "Schutz von pip abgeschaltet", about: "Eine Zeile in pips Einstellungen lässt es überall installieren" },
};

const ACCESS: Record<NotificationAccess, { name: string; about: Record<Os, string> }> = {
  granted: { name: "Das System zeigt sie", about: { macos: "In der Ecke des Bildschirms, und hier", linux: "Auf dem Schreibtisch, und hier" } },
  denied: {
    name: "Das System zeigt sie nicht",
    about: {
      macos: "Ändern lässt sich das unter Systemeinstellungen, Mitteilungen, Sandbar. Bis dahin stehen sie hier.",
      linux: "Ändern lässt sich das in den Einstellungen des Desktops unter Benachrichtigungen. Bis dahin stehen sie hier.",
    },
  },
  unasked: {
    name: "Das System wurde noch nicht gefragt",
    about: { macos: "Bis dahin stehen sie nur in diesem Fenster.", linux: "Bis dahin stehen sie nur in diesem Fenster." },
  },
  unavailable: {
    name: "Das System kann sie nicht anzeigen",
    about: {
      macos: "Stattdessen stehen sie in diesem Fenster, und das Symbol in der Menüleiste ändert seine Form.",
      linux: "Stattdessen stehen sie in diesem Fenster, und das Symbol in der Leiste ändert seine Form.",
    },
  },
};

const ICON: Record<Os, { name: string; about: string }> = {
  macos: { name: "Symbol in der Menüleiste", about: "Fehlt es: Sandbar aus „Programme“ oder Spotlight öffnen, dann kommt dieses Fenster" },
  linux: { name: "Symbol in der Leiste", about: "Fehlt es: Sandbar aus den Programmen öffnen, dann kommt dieses Fenster" },
};

export const settings: Words["settings"] = {
  title: "Einstellungen",
  sub: "Was Sandbar darf, und wie es spricht",
  failed: "Das ließ sich nicht merken",
  folders: { title: "Beobachtete Ordner", about: "Nur hier sucht Sandbar nach Python-Projekten, sonst nirgends.", none: "Noch wird kein Ordner beobachtet" },
  notices: {
    title: "Mitteilungen",
    about: "Was ausgeschaltet ist, zeigt das System nicht. Im Verlauf steht es trotzdem.",
    kinds: KINDS,
    access: ACCESS,
  },
  muted: { title: "Stumm", about: "Was dort geschieht, zeigt das System nicht.", unmute: "Wieder melden", unmuteWhat: (what) => `${what} wieder melden` },
  app: {
    title: "Sandbar",
    login: { name: "Bei der Anmeldung öffnen", about: "Es startet mit der Sitzung und öffnet kein Fenster" },
    icon: ICON,
  },
  language: {
    title: "Sprache",
    about: "Für alles, was Sandbar sagt. Was pip und andere Programme sagen, bleibt, wie es ist.",
    system: "Wie das System",
    names: { en: "English", de: "Deutsch", ja: "日本語" },
  },
  diagnosis: {
    title: "Für Lehrende oder eine Fehlermeldung",
    about: "Darin: die Version, die Pythons, und was nicht stimmt. Nicht darin: Name, Benutzerordner, Inhalt von Dateien.",
    button: "Diagnose kopieren",
    making: "Wird angesehen…",
    copied: "Kopiert. Das steht darin:",
    failed: "Die Diagnose ließ sich nicht erstellen",
  },
  version: (version) => `Sandbar ${version}`,
};
