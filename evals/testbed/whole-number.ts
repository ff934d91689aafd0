/** @throws RangeError naming the option */
export function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new RangeError(`${option} takes a whole number, not \`${text}\``);
}
