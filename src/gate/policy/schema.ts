/**
 * The schema of policies: who (persons, seats in their roles), what (actions), on what (sources and the entities of
 * production behind them), with which tool. Labels that a guard reads are required: an absent one would make Cedar
 * skip the guard. `approved` is optional on purpose, and set by the gate alone.
 */
export const POLICY_SCHEMA = `
entity Role;
entity Capability;
entity DataClass enum ["public", "internal", "confidential", "restricted"];

entity Person in [Role] = { name: String };
entity Seat in [Role] = { investigation: String, binding: String, maturity: String };

entity Tool in [Capability] = { effect: String, dataClass: DataClass };

// One configured instance of an integration, with what its owner declared about it.
entity Source = { owner: String, environment: String, tier: String, dataClass: DataClass };

// Anything in production that a question can be about; its parents are all of its ancestors and the source asked.
entity Service in [Service, Source] = {
  kind: String, namespace: String, name: String,
  owner: String, environment: String, tier: String, dataClass: DataClass
};

entity Investigation = { owner: String };

// What the gate works out itself about one call. Nothing that a mind or production wrote is in it.
type Call = {
  tool: Tool, source: Source, dataClass: DataClass,
  inScope: Bool, killed: Bool, restrictedAllowed: Bool, again: Bool, approved?: Bool
};
type Use = { dataClass: DataClass, killed: Bool, approved?: Bool };

action query appliesTo { principal: [Seat], resource: [Service, Source], context: Call };
action surface, cache, sendToModel appliesTo { principal: [Seat, Person], resource: [Service, Source], context: Use };
action propose, conclude appliesTo { principal: [Seat], resource: [Investigation], context: Use };
action act appliesTo { principal: [Seat, Person], resource: [Service, Source], context: Call };
action review, approve, kill appliesTo { principal: [Person], resource: [Investigation, Service, Source], context: Use };

// Asked only to see which policy set answers.
action probe appliesTo { principal: [Seat], resource: [Source], context: {} };
`;
