/** Every sentence of the engine's that is known in another language. */
import { ADVICE } from "./advice";
import { CHECKS } from "./checks";
import { ERRORS } from "./errors";
import { GLASS } from "./glass";
import { MACHINE } from "./machine";
import { NAMES } from "./names";
import { NOTICES } from "./notices";
import { NOW } from "./now";
import { OWNED } from "./owned";
import { PACKAGES } from "./packages";
import { PROGRAMS } from "./programs";
import { RENEWAL } from "./renewal";
import { SANDBOX } from "./sandbox";
import { SETTINGS } from "./settings";
import { TOOLS } from "./tools";
import type { Line } from "./translate";
import { UNDO } from "./undo";
import { WORK } from "./work";

export const LINES: readonly Line[] = [
  ADVICE, CHECKS, ERRORS, GLASS, MACHINE, NAMES, NOTICES, NOW, OWNED, PACKAGES, PROGRAMS, RENEWAL, SANDBOX, SETTINGS, TOOLS, UNDO, WORK,
].flat();
