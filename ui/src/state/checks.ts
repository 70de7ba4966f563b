/** What the checks of a verification carry beside their sentences. */
import type { Check } from "../contract";

/** The line that turns an environment on, if this check brings it. */
export function activationLine(check: Check): string | null {
  return check.code === "activate" ? check.hint : null;
}
