/** The ways to be wrong that the verifier must see through, by name; diagnosis.md lists the first nine. */
export const LIE_KINDS = [
  "fabricated-quote",
  "quote-of-another-entity",
  "right-entity-wrong-fault",
  "symptom-as-cause",
  "evidence-of-another-time",
  "shared-by-healthy-peers",
  "alert-text-only",
  "past-incident-cause",
  "does-not-explain",
  /** The true claim with one part of it made wrong: its cause is right, and it must not stand as it is. */
  "true-but-for-one-thing",
  /** *No fault* where there is one. */
  "nothing-is-wrong",
] as const;
export type LieKind = (typeof LIE_KINDS)[number];
