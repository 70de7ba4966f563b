/** Numbers and lists as a sentence has them. */

/** "1 package", "2 packages", "1,200 packages". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(items).replace(/, and /, " and ");
}
