/** Moments and durations as a person says them. */

const DAY = 24 * 60 * 60 * 1000;

/** "today 18:42", "yesterday 18:42", "3 Nov 18:42", with the year when it is another one. */
export function moment(at: string, now: Date, language?: string): string {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return at;
  const clock = then.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const days = Math.round((midnight(now) - midnight(then)) / DAY);
  if (days === 0 || days === 1) {
    return `${new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day")} ${clock}`;
  }
  const year = then.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return `${then.toLocaleDateString(language, { day: "numeric", month: "short", ...year })} ${clock}`;
}

/** "0.4 s", "12 s", "3 min". */
export function duration(seconds: number, language?: string): string {
  const [amount, unit] = seconds < 90 ? [seconds, "second"] : [seconds / 60, "minute"];
  const digits = seconds < 10 ? 1 : 0;
  return amount.toLocaleString(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits });
}

function midnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
