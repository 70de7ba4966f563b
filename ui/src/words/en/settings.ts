/** What the user chooses about Sandbar itself. */
import type { NoticeKind, NotificationAccess, Os } from "../../contract";

const KINDS: Record<NoticeKind, { name: string; about: string }> = {
  system_install: { name: "Installs into a system's Python", about: "From whichever terminal: other programs stand on that Python" },
  new_project: { name: "Projects without a sandbox", about: "A new one, once, when it has been quiet for a moment" },
  environment_broken: { name: "Sandboxes that broke", about: "Such as after an upgrade of the Python they stand on" },
  guard_off: { name: "pip's guard switched off", about: "A line in pip's settings has it install anywhere unasked" },
};

const ACCESS: Record<NotificationAccess, { name: string; about: Record<Os, string> }> = {
  granted: { name: "Your system shows them", about: { macos: "In the corner of the screen, and here", linux: "On the desktop, and here" } },
  denied: {
    name: "Your system does not show them",
    about: {
      macos: "To change that, open System Settings, then Notifications, then Sandbar. Until then they stand here.",
      linux: "To change that, open the settings of your desktop, then Notifications. Until then they stand here.",
    },
  },
  unasked: {
    name: "Your system was not asked yet",
    about: { macos: "Until then they stand in this window only.", linux: "Until then they stand in this window only." },
  },
  unavailable: {
    name: "Your system can't show them",
    about: {
      macos: "They stand in this window, and the icon in the menu bar changes its shape.",
      linux: "They stand in this window, and the icon in the panel changes its shape.",
    },
  },
};

const ICON: Record<Os, { name: string; about: string }> = {
  macos: { name: "Icon in the menu bar", about: "Without it, open Sandbar from Applications or Spotlight, and this window comes" },
  linux: { name: "Icon in the panel", about: "Without it, open Sandbar from your programs, and this window comes" },
};

export const settings = {
  title: "Settings",
  sub: "What Sandbar may do, and how it speaks",
  failed: "That could not be kept",
  folders: { title: "Watched folders", about: "Sandbar looks for Python projects in these, and nowhere else.", none: "No folder is watched yet" },
  notices: { title: "Notices", about: "What is switched off is not shown by your system. It stands in Activity all the same.", kinds: KINDS, access: ACCESS },
  muted: { title: "Muted", about: "Nothing that happens there is shown by your system.", unmute: "Unmute", unmuteWhat: (what: string) => `Unmute ${what}` },
  app: {
    title: "Sandbar",
    login: { name: "Open at login", about: "It starts with your session, and opens no window" },
    icon: ICON,
  },
  language: {
    title: "Language",
    about: "For all that Sandbar says. What pip and other programs say stays as they say it.",
    system: "As your system",
    names: { en: "English", de: "Deutsch", ja: "日本語" },
  },
  diagnosis: {
    title: "For a teacher or an issue",
    about: "In it: the version, your Pythons, and what is wrong. Not in it: your name, your home folder, what your files say.",
    button: "Copy diagnosis",
    making: "Looking…",
    copied: "Copied. This is what it says:",
    failed: "The diagnosis could not be made",
  },
  version: (version: string) => `Sandbar ${version}`,
};
