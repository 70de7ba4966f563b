/** pipx, its tools, and Homebrew. */
import type { Words } from "../type";
import { count, list } from "./speech";

export const tools: Words["tools"] = {
  title: "Tools",
  sub: (tools) =>
    tools === 0
      ? "Programme, die mit ihrem Namen gestartet werden"
      : count(tools, { one: "# Tool in seiner eigenen Sandbox", other: "# Tools, jedes in seiner eigenen Sandbox" }),
  pipx: "pipx",
  noPipx: "pipx ist nicht eingerichtet",
  noPipxAbout: "pipx installiert Programme wie black oder yt-dlp, jedes in eine eigene Sandbox. So funktionieren sie in jedem Terminal und kommen niemandem in die Quere.",
  lost: "pipx selbst ist weg, seine Tools sind noch da",
  offPath: "Das Terminal findet die Tools nicht",
  offPathAbout: (home) => `Der Ordner der Tools steht noch nicht im PATH. pipx legt sie in ${home} ab.`,
  list: "Installierte Tools",
  none: "Kein Tool ist installiert",
  add: "Tool hinzufügen",
  hint: "Ein Tool, zum Beispiel black",
  button: "Hinzufügen",
  commands: (commands) => (commands.length === 0 ? "ohne eigenen Befehl" : list(commands)),
  broken: "Defekt",
  ready: "Bereit",
  brew: "Homebrew",
  brewAbout: "Für Programme, die keine Python-Pakete sind, zum Beispiel ffmpeg. Homebrew nennt jedes eine Formel (formula).",
  brewAdd: "Mit Homebrew installieren",
  brewHint: "Programm, etwa ffmpeg",
  brewButton: "Installieren",
  brewRemove: "Programm entfernen",
  brewRemoveButton: "Entfernen",
  noBrew: "Homebrew ist nicht auf diesem Rechner",
  noBrewAbout: "Homebrew installiert Programme für den ganzen Rechner. Sandbar kommt ohne es aus: Sandboxen und pipx brauchen nur ein Python.",
  noBrewHow: "Vor dem Installieren diese Seite lesen, dann entscheiden:",
  noBrewLink: "https://brew.sh",
};
