/** Ends a `switch` over a closed union: a new member fails to compile here, and a value from outside throws. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value \`${JSON.stringify(value)}\``);
}
