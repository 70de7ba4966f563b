/** Moments and durations as a person says them. */

const DAY = 24 * 60 * 60 * 1000;

/** "Today 18:42", "Yesterday 18:42", "Nov 3 18:42", with the year when it is another one. */
export function moment(at: string, now: Date, language: string): string {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return at;
  // The clock as this machine is set, where it is set to the language of the popover: "18:42" and "6:42 PM" are habits.
  const own = new Intl.DateTimeFormat().resolvedOptions().locale;
  const clock = then.toLocaleTimeString(own.split("-")[0] === language ? own : language, { hour: "numeric", minute: "2-digit" });
  const days = Math.round((midnight(now) - midnight(then)) / DAY);
  if (days === 0 || days === 1) {
    const day = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
    return `${day.charAt(0).toLocaleUpperCase(language)}${day.slice(1)} ${clock}`;
  }
  const year = then.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return `${then.toLocaleDateString(language, { day: "numeric", month: "short", ...year })} ${clock}`;
}

/** "3.4 sec", "12 sec", "3 min"; null for what is over before one can look. */
export function duration(seconds: number, language: string): string | null {
  if (seconds < 1) return null;
  const [amount, unit] = seconds < 90 ? [seconds, "second"] : [seconds / 60, "minute"];
  const digits = seconds < 10 ? 1 : 0;
  return amount.toLocaleString(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits });
}

function midnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
