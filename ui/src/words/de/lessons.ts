/** The first screens, and the three lessons. */
import type { Lesson } from "../../state/lessons.svelte";
import type { Words } from "../type";
import { list } from "./speech";

const NAMES: Record<Lesson, { name: string; about: string }> = {
  pip: { name: "Was pip gleich getan hätte", about: "Erst fragen, dann installieren" },
  apart: { name: "Jedem Projekt seine Sandbox", about: "Was in der einen ist, ist nicht in der anderen" },
  tools: { name: "Tools gehören zu pipx", about: "Programme, die mit ihrem Namen gestartet werden" },
};

export const welcome: Words["welcome"] = {
  step: (step, of) => `${step} von ${of}`,
  skip: "Überspringen",
  next: "Weiter",
  hello: {
    title: "Hallo, das ist Sandbar",
    say: "Es gibt jedem Python-Projekt eine Sandbox (virtuelle Umgebung): eigene Pakete, die niemanden stören.",
    button: "Die erste anlegen",
  },
  make: {
    title: "Die erste Sandbox",
    say: "In einem Übungsordner, damit nichts Eigenes berührt wird. Drei Sekunden, und sie ist da.",
    about: (folder) => `Das legt den Ordner ${folder} an, mit einer Sandbox und einem ersten kleinen Programm darin. Die Zeile darüber ist, was dafür einzutippen wäre.`,
    there: "Die Sandbox ist schon da.",
  },
  made: {
    title: "Das ist eine Sandbox",
    say: "Darin sind ein eigenes Python und ein eigenes pip. Jetzt Sandbar zeigen, wo die Projekte sind, oder erst ein wenig üben.",
    done: "Fertig",
  },
};

export const lessons: Words["lessons"] = {
  title: "Drei kleine Übungen",
  about: "Je eine Minute, in einem Übungsprojekt. Nichts Eigenes wird berührt.",
  names: NAMES,
  begin: "Beginnen",
  again: "Noch einmal",
  done: "Fertig",
  failed: "Das Übungsprojekt ließ sich nicht finden",
  first: "Zuerst ein Projekt zum Üben.",
  next: (name) => `Weiter: ${name}`,
  close: "Das war's",
  over: "Das waren alle drei. Mehr wissen die meisten nicht über pip.",
  finished: (name) => `Übung fertig: ${name}`,
  offline: "pip holt Pakete aus dem Index, und dafür braucht es das Netz. Ohne geht es hier trotzdem weiter.",
  without: "Ohne weitermachen",
  pip: {
    say: "Im Netz stand, das solle man eintippen. Erst fragen, wohin es ginge.",
    typed: "Was einzutippen wäre",
    ask: "Fragen",
    then: "Jetzt dort hinzufügen und sehen, was sich ändert.",
    learnt: "requests ist in der Sandbox dieses Projekts, und sonst nirgends auf dem Rechner.",
    learntAsked: "Erst gefragt: Es gehört in eine Sandbox. Hinzufügen geht, sobald es wieder ein Netz gibt.",
  },
  apart: {
    say: "Neben dem ersten ein zweites Übungsprojekt anlegen.",
    both: "Zwei Projekte, zwei Sandboxen. Ein Blick in beide zeigt, was darin ist.",
    look: "In beide hineinsehen",
    looking: "Wird angesehen…",
    holds: (packages) => (packages.length === 0 ? "noch nichts" : list(packages)),
    learnt: "requests ist in der einen, und die andere weiß nichts davon.",
    learntBare: "Jede hat ihr eigenes pip. Was in die eine kommt, gerät nie in die andere.",
  },
  tools: {
    say: "black ist ein Programm zum Ausführen; kein Code importiert es. Erst fragen, wohin es käme.",
    show: "Zeigen, was passieren würde",
    learnt: "Es bekäme eine eigene Sandbox und ginge in jedem Terminal. Installiert wurde noch nichts.",
  },
};
