/** All that a worker gets of a case: what may be asked of it, packed; neither its number nor its report's wording. */
export interface CaseInput {
  readonly packed: string;
}
