/**
 * What holds where nobody configured anything: seats may ask read tools about what is in scope, and nothing else is
 * permitted to anyone. A prohibition beats every permit, so policies that are added can narrow this, never widen it
 * beyond the prohibitions.
 */
export type PolicyTexts = Readonly<Record<string, string>>;

export const DEFAULT_POLICIES: PolicyTexts = {
  "permit-investigator-query": `
permit (principal in Role::"investigator", action == Action::"query", resource)
when { context.tool.effect == "read" && context.inScope };`,

  "permit-verifier-query": `
permit (principal in Role::"verifier", action == Action::"query", resource)
when { context.tool.effect == "read" && context.inScope };`,

  "forbid-effect": `
forbid (principal, action == Action::"query", resource)
unless { context.tool.effect == "read" };`,

  "forbid-killed": `
forbid (principal, action in [Action::"query", Action::"act"], resource)
when { context.killed };`,

  "forbid-out-of-scope": `
forbid (principal, action in [Action::"query", Action::"act"], resource)
unless { context.inScope };`,

  "forbid-restricted": `
forbid (principal, action == Action::"query", resource)
when { context.dataClass == DataClass::"restricted" && !context.restrictedAllowed };`,
};
