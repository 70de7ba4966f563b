/** Japanese numbers and lists. */
import { speech } from "../speech";

export const japanese = speech("ja");
export const { count, list, number } = japanese;

/** "2個のパッケージ". */
export const packages = (number: number) => count(number, { other: "#個のパッケージ" });
export const projects = (number: number) => count(number, { other: "#件のプロジェクト" });
