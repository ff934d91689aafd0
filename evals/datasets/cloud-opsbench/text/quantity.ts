/** Kubernetes quantities as numbers: `200m`, `1`, `300Mi`, `1G`, `2e3`. */

const SUFFIX: Readonly<Record<string, number>> = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^([+-]?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?)$/;

/** In the base unit (cores, bytes, pieces); null for what is no quantity. */
export function quantity(text: string): number | null {
  const match = QUANTITY.exec(text.trim());
  if (match === null) return null;
  const value = Number(match[1]) * (SUFFIX[match[2] ?? ""] ?? 1);
  return Number.isFinite(value) ? value : null;
}

/** Thousandths of a core. */
export function cpuMilli(text: string): number | null {
  const cores = quantity(text);
  return cores === null ? null : Math.round(cores * 1e3);
}

export function bytes(text: string): number | null {
  const value = quantity(text);
  return value === null ? null : Math.round(value);
}
