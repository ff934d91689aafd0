/** Any JSON value, read-only. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Every property of `T`, at every depth, read-only: the form in which data travels between rooms. Tuples stay
 * tuples; JSON values, which are read-only already and have no end, stay as they are.
 */
export type DeepReadonly<T> = [JsonValue] extends [T]
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
