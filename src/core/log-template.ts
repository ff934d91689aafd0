/**
 * What makes two log lines "the same message": equality after the parts that vary are masked. One definition,
 * used by sources that answer `logs.templates`, by detectors and by the `novel` assertion.
 * Linear in the length of the line.
 */
const VARIABLE =
  /"[^"]{0,400}"|'[^']{0,400}'|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\b0x[0-9a-f]+\b|\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b|[+-]?\d+(?:[.,:]\d+)*(?:[a-zµ%]{1,3}\b)?/gi;

export const TEMPLATE_LIMIT = 400;

/** The line with each variable part written `<*>`, cut at {@link TEMPLATE_LIMIT} characters. */
export function logTemplate(line: string): string {
  return line
    .slice(0, 4 * TEMPLATE_LIMIT)
    .replace(VARIABLE, "<*>")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, TEMPLATE_LIMIT);
}
