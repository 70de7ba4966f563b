/** What each wish is called. */
import { telling } from "../wish";
import { german } from "./speech";

const SANDBOX = "Eine Sandbox (virtuelle Umgebung) hält die Pakete dieses Projekts von allen anderen getrennt";

/** The name on a button, or what stands for it. */
const short = (name: string | null, many: number) => name ?? (many > 1 ? `${german.number(many)} Pakete` : "Paket");

export const told = telling(german, {
  create: ({ project }) => ({ name: `Eine Sandbox für ${project}`, about: SANDBOX, button: "Sandbox anlegen" }),
  createOn: ({ python }) => ({ name: `Eine Sandbox mit ${python}`, about: SANDBOX, button: "Sandbox anlegen" }),
  repair: ({ project }) => ({
    name: `Die Sandbox von ${project} reparieren`,
    about: "Die gewünschten Pakete bleiben oder kommen wieder",
    button: "Reparieren",
  }),
  switch: ({ project, python }) => ({
    name: `Ein anderes Python für ${project}`,
    about: python ? `Die Sandbox wird mit ${python} neu angelegt` : "",
    button: "Wechseln",
  }),
  delete: () => ({ name: "Die Sandbox löschen", about: "Die eigenen Dateien im Projekt bleiben", button: "Löschen" }),
  discard: ({ project }) => ({
    name: `Reste der Sandbox von ${project} entfernen`,
    about: "Danach lässt sich eine neue anlegen",
    button: "Reste entfernen",
  }),
  toolAdd: ({ name }) => ({
    name: `${name} mit pipx installieren`,
    about: "In einer eigenen Sandbox; der Befehl funktioniert in jedem Terminal",
    button: `${name} installieren`,
  }),
  toolAddDeep: ({ name }) => ({
    name: `${name} mit den Befehlen dessen installieren, was es braucht`,
    about: "In einer eigenen Sandbox; diese Befehle gehen in jedem Terminal",
    button: "Alle installieren",
  }),
  toolRemove: ({ name }) => ({ name: `${name} entfernen`, about: "Mitsamt seiner Sandbox und seinen Befehlen", button: "Entfernen" }),
  toolUpgrade: ({ name }) => ({ name: `${name} aktualisieren`, about: "Auf die neueste Version", button: "Aktualisieren" }),
  toolRepair: ({ name }) => ({ name: `${name} reparieren`, about: "Seine Sandbox wird neu angelegt, mit derselben Version", button: "Reparieren" }),
  brewAdd: ({ name }) => ({ name: `${name} mit Homebrew installieren`, about: "Danach kümmert sich Homebrew darum", button: "Installieren" }),
  brewRemove: ({ name }) => ({ name: `${name} aus Homebrew entfernen`, about: "", button: "Entfernen" }),
  add: ({ which, project, short: name, many }) => ({
    name: `${which} zu ${project} hinzufügen`,
    about: "In die Sandbox dieses Projekts",
    button: `${short(name, many)} hinzufügen`,
  }),
  remove: ({ which, project, short: name, many }) => ({
    name: `${which} aus ${project} entfernen`,
    about: "",
    button: `${short(name, many)} entfernen`,
  }),
  upgrade: ({ which, project }) => ({ name: `${which} in ${project} aktualisieren`, about: "", button: "Aktualisieren" }),
  upgradeAll: () => ({ name: "Alle Pakete aktualisieren", about: "Alle gewünschten, auf ihre neuesten Versionen", button: "Aktualisieren" }),
  new: ({ name }) => ({ name: `Ein neues Projekt, ${name}`, about: "Ein Ordner mit einer Sandbox und einer ersten Datei darin", button: "Projekt anlegen" }),
  requirements: () => ({ name: "Installieren, was das Projekt verlangt", about: "Aus seiner requirements.txt oder pyproject.toml", button: "Installieren" }),
  freeze: () => ({ name: "requirements.txt schreiben", about: "Mit den Paketen, wie sie jetzt sind", button: "Schreiben" }),
  openEditor: () => ({ name: "Im Editor öffnen", about: "Diese Sandbox ist dort schon ausgewählt, für Jupyter auch, wenn ipykernel darin ist", button: "Öffnen" }),
  openTerminal: () => ({ name: "Im Terminal öffnen", about: "Die Sandbox ist dort schon eingeschaltet", button: "Öffnen" }),
  pipx: () => ({ name: "pipx einrichten", about: "Es gibt jedem Tool eine eigene Sandbox", button: "pipx einrichten" }),
  glassBuild: () => ({ name: "Aus dem Quelltext für das geschützte Python bauen…", about: "", button: "Trotzdem bauen und installieren" }),
  glass: () => ({ name: "Trotzdem in das geschützte Python…", about: "", button: "Trotzdem installieren" }),
  rescue: ({ project }) => ({
    name: `Die Pakete, die fehl am Platz sind, nach ${project} bewegen`,
    about: "Danach werden sie aus dem Python des Systems entfernt",
    button: "Retten",
  }),
  takeOut: ({ which, short: name, many }) => ({
    name: `${which} aus dem geschützten Python herausnehmen`,
    about: "Was dort hingehört, bleibt",
    button: `${short(name, many)} herausnehmen`,
  }),
  lock: () => ({ name: "pip sperren", about: "pip installiert dann nur noch in Sandboxen", button: "Sperren" }),
  unlock: () => ({ name: "pip entsperren", about: "pip darf wieder außerhalb von Sandboxen installieren", button: "Entsperren" }),
  pipConf: () => ({
    name: "Einstellungen von pip aufräumen",
    about: "Entfernt die Zeilen, die verbiegen, wohin pip installiert",
    button: "Aufräumen",
  }),
  undo: () => ({ name: "Rückgängig machen", about: "", button: "Rückgängig machen" }),
  other: ({ typed }) => ({ name: typed, about: "", button: "Ausführen" }),
});
