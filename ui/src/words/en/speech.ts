/** English numbers and lists. */
import { speech } from "../speech";

export const english = speech("en");
export const { count, list, number } = english;

/** "1 package", "2 packages". */
export const packages = (number: number) => count(number, { one: "# package", other: "# packages" });
