/** German numbers and lists. */
import { speech } from "../speech";

export const german = speech("de");
export const { count, list, number } = german;

/** "1 Paket", "2 Pakete". */
export const packages = (number: number) => count(number, { one: "# Paket", other: "# Pakete" });
export const projects = (number: number) => count(number, { one: "# Projekt", other: "# Projekte" });
