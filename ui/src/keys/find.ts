/** Where Cmd-F goes: the field that finds something in what is open. */

/** Puts the focus into that field, and what stands in it at one's disposal; false where there is none. */
export function find(): boolean {
  const field = document.querySelector<HTMLInputElement>("#view [data-find]");
  field?.focus();
  field?.select();
  return field !== null;
}
