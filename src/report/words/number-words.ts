/** Numbers for people: three significant digits, units spelt as people read them, no locale. */

/** `1,234,567`, `0.041`, `1.2e-9`. */
export function numberWords(value: number): string {
  if (!Number.isFinite(value)) return "not a number";
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e15)) return value.toExponential(1);
  const rounded = size >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  const [whole = "0", fraction] = String(rounded).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `86 %`; close to certainty it keeps the digit that makes it less than certain. */
export function percentWords(share: number): string {
  const percent = share * 100;
  if (percent > 99 && percent < 100) return `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
  if (percent > 0 && percent < 1) return `${numberWords(percent)} %`;
  return `${numberWords(Math.round(percent))} %`;
}

/** `412 ms`, `12.3 s`, `3 min 4 s`, `2 h 5 min`, `3 d 4 h`. */
export function durationWords(ms: number): string {
  if (!Number.isFinite(ms)) return "not a number";
  if (ms < 0) return `-${durationWords(-ms)}`;
  if (ms < 1_000) return `${numberWords(ms)} ms`;
  if (ms < 59_950) return `${numberWords(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return pair(seconds, 60, "min", 1, "s");
  if (seconds < 86_400) return pair(seconds, 3_600, "h", 60, "min");
  return pair(seconds, 86_400, "d", 3_600, "h");
}

function pair(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const whole = Math.floor(seconds / large);
  const rest = Math.floor((seconds % large) / small);
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`;
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

function byteWords(bytes: number): string {
  const size = Math.abs(bytes);
  const step = size < 1 ? 0 : Math.min(Math.floor(Math.log2(size) / 10), BYTE_UNITS.length - 1);
  return `${numberWords(bytes / 1024 ** step)} ${BYTE_UNITS[step]}`;
}

/** A value in its unit (UCUM, as series give it). */
export function quantityWords(value: number, unit: string): string {
  if (!Number.isFinite(value)) return "not a number";
  switch (unit) {
    case "s":
      return durationWords(value * 1_000);
    case "ms":
      return durationWords(value);
    case "By":
      return byteWords(value);
    case "By/s":
      return `${byteWords(value)} a second`;
    case "1/s":
      return `${numberWords(value)} a second`;
    case "%":
      return `${numberWords(value)} %`;
    case "":
    case "1":
      return numberWords(value);
    default:
      return `${numberWords(value)} ${unit}`;
  }
}

/** `1 session`, `3 sessions`. */
export function countWords(count: number, singular: string, plural = `${singular}s`): string {
  return `${numberWords(count)} ${count === 1 ? singular : plural}`;
}
