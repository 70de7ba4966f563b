/** What each wish is called. */
import { telling } from "../wish";
import { english } from "./speech";

/** The name on a button, or what stands for it. */
const short = (name: string | null, many: number) => name ?? (many > 1 ? `${many} packages` : "them");

export const told = telling(english, {
  create: ({ project }) => ({
    name: `A sandbox for ${project}`,
    about: "A sandbox (virtual environment) keeps this project's packages to itself",
    button: "Create sandbox",
  }),
  createOn: ({ python }) => ({
    name: `A sandbox on ${python}`,
    about: "A sandbox (virtual environment) keeps this project's packages to itself",
    button: "Create sandbox",
  }),
  repair: ({ project }) => ({
    name: `Repair the sandbox of ${project}`,
    about: "The packages that you asked for stay, or come back",
    button: "Repair it",
  }),
  switch: ({ project, python }) => ({
    name: `Another Python for ${project}`,
    about: python ? `The sandbox is made anew on ${python}` : "",
    button: "Switch",
  }),
  delete: () => ({ name: "Delete the sandbox", about: "Your own files in the project stay", button: "Delete" }),
  discard: ({ project }) => ({
    name: `Clear what is left of the sandbox of ${project}`,
    about: "After that, a new one can be created",
    button: "Remove what is left",
  }),
  toolAdd: ({ name }) => ({
    name: `Install ${name} with pipx`,
    about: "In a sandbox of its own; its command works in every terminal",
    button: `Install ${name}`,
  }),
  toolAddDeep: ({ name }) => ({
    name: `Install ${name} with the commands of what it needs`,
    about: "In a sandbox of its own; those commands work in every terminal",
    button: "Install all of them",
  }),
  toolRemove: ({ name }) => ({ name: `Remove ${name}`, about: "With its sandbox and its commands", button: "Remove" }),
  toolUpgrade: ({ name }) => ({ name: `Upgrade ${name}`, about: "To its newest version", button: "Upgrade" }),
  toolRepair: ({ name }) => ({ name: `Repair ${name}`, about: "Its sandbox is made anew, with the same version", button: "Repair" }),
  brewAdd: ({ name }) => ({ name: `Install ${name} with Homebrew`, about: "Homebrew looks after it from then on", button: "Install" }),
  brewRemove: ({ name }) => ({ name: `Remove ${name} from Homebrew`, about: "", button: "Remove" }),
  add: ({ which, project, short: name, many }) => ({
    name: `Add ${which} to ${project}`,
    about: "Into that project's own sandbox",
    button: `Add ${short(name, many)}`,
  }),
  remove: ({ which, project, short: name, many }) => ({ name: `Remove ${which} from ${project}`, about: "", button: `Remove ${short(name, many)}` }),
  upgrade: ({ which, project }) => ({ name: `Upgrade ${which} in ${project}`, about: "", button: "Upgrade" }),
  upgradeAll: () => ({ name: "Upgrade all packages", about: "All that you asked for, to their newest versions", button: "Upgrade" }),
  new: ({ name }) => ({ name: `A new project, ${name}`, about: "A folder with a sandbox and a first file in it", button: "Create project" }),
  requirements: () => ({ name: "Install what the project asks for", about: "From its requirements.txt or pyproject.toml", button: "Install" }),
  freeze: () => ({ name: "Write requirements.txt", about: "With the packages as they are now", button: "Write" }),
  openEditor: () => ({ name: "Open in your editor", about: "With this sandbox chosen, for Jupyter too if ipykernel is in it", button: "Open" }),
  openTerminal: () => ({ name: "Open in Terminal", about: "With the sandbox turned on", button: "Open" }),
  pipx: () => ({ name: "Set up pipx", about: "It gives every tool a sandbox of its own", button: "Set up pipx" }),
  glassBuild: () => ({ name: "Build it from its source for the protected Python…", about: "", button: "Build it and install anyway" }),
  glass: () => ({ name: "Into the protected Python anyway…", about: "", button: "Install anyway" }),
  rescue: ({ project }) => ({
    name: `Move the misplaced packages to ${project}`,
    about: "Then take them out of the system's Python",
    button: "Rescue",
  }),
  takeOut: ({ which, short: name, many }) => ({
    name: `Take ${which} out of the protected Python`,
    about: "Its owner's own packages stay",
    button: `Take out ${short(name, many)}`,
  }),
  lock: () => ({ name: "Lock pip", about: "pip then installs into sandboxes only", button: "Lock" }),
  unlock: () => ({ name: "Unlock pip", about: "pip may install outside of sandboxes again", button: "Unlock" }),
  pipConf: () => ({ name: "Clean up pip's settings", about: "Takes out the lines that bend where pip installs", button: "Clean up" }),
  undo: () => ({ name: "Undo it", about: "", button: "Undo" }),
  other: ({ typed }) => ({ name: typed, about: "", button: "Do it" }),
});
