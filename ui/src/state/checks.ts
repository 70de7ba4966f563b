/** What the checks of a verification carry beside their sentences. */
import type { Check } from "../contract";
import { inTicks } from "../text/sentence";

/** The line that turns an environment on, if this check brings it: what stands between its backticks. */
export function activationLine(check: Check): string | null {
  if (check.code !== "activate") return null;
  return inTicks(check.message).find((part) => part.typed)?.text ?? check.hint;
}
