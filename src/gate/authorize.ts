/** Step 4. May this be done now? Decided by policy from typed facts, once for each entity that the query names. */
import { strictest } from "../core/data-class.js";
import type { EntityRef } from "../core/entity.js";
import { sameEntity } from "../core/entity.js";
import type { CallRequest } from "../core/ports/gate.js";
import type { ScopeFacts } from "../core/ports/scope-facts.js";
import type { Authenticated } from "./authenticate.js";
import type { KillScope } from "./control-state.js";
import { type Denied, type Desk, denied } from "./desk.js";
import type { Fitted } from "./fit.js";
import { type QueryFacts, queryRequest } from "./policy/policy-request.js";

export interface Authorized {
  readonly kind: "authorized";
  /** The control epoch that the decision is good for. */
  readonly epoch: number;
  readonly policySet: string;
  readonly policies: readonly string[];
}

/** A denial because people stopped something, and how much of it. */
export interface Stopped extends Denied {
  readonly stop: KillScope;
}

export async function authorize(
  desk: Desk,
  request: CallRequest,
  caller: Authenticated,
  call: Fitted,
): Promise<Authorized | Denied | Stopped> {
  const { investigation, policies: engine, restrictedAllowed } = desk.parts;
  const controls = await desk.controls.current();
  if (controls.policySet !== null && controls.policySet !== engine.digest) {
    return denied("authorize", "policy-error", "another policy set was activated; this process serves the former one");
  }
  const { tool, integration } = call;
  const stop = stopFor(desk, request, call, controls);
  const facts: Omit<QueryFacts, "entity" | "ancestors" | "inScope"> = {
    investigation,
    seat: request.seat,
    binding: caller.binding,
    tool,
    source: { instance: integration.instance, labels: integration.labels },
    dataClass: strictest([tool.dataClass, integration.labels.dataClass ?? "restricted"]),
    killed: stop !== null,
    restrictedAllowed,
    again: request.again,
  };
  const permits = new Set<string>();
  for (const subject of subjects(desk.parts.scope, call)) {
    const decision = await engine.decide(queryRequest({ ...facts, ...subject }));
    if (decision.kind === "error") return denied("authorize", "policy-error", decision.why);
    if (decision.kind === "deny") return refusal(decision.policies, subject.inScope, stop);
    for (const policy of decision.policies) permits.add(policy);
  }
  // A stop holds whatever the policies in force say of it.
  if (stop !== null) return refusal([], true, stop);
  return { kind: "authorized", epoch: controls.epoch, policySet: engine.digest, policies: [...permits].sort() };
}

type Controls = Awaited<ReturnType<Desk["controls"]["current"]>>;

function stopFor(desk: Desk, request: CallRequest, { integration }: Fitted, controls: Controls): KillScope | null {
  if (desk.parts.killFile()) return "all";
  return controls.stopOf({ investigation: desk.parts.investigation, seat: request.seat, source: integration.instance });
}

function refusal(policies: readonly string[], inScope: boolean, stop: KillScope | null): Denied | Stopped {
  if (stop !== null) return { ...denied("authorize", "killed", "a person stopped it", policies), stop };
  return inScope
    ? denied("authorize", "policy", "no policy permits it, or one forbids it", policies)
    : denied("authorize", "out-of-scope", "it is outside of what the investigation may ask about", policies);
}

/** Each entity that is named, or the source as a whole, with what was declared about it. */
function subjects(
  scope: ScopeFacts,
  { entities, integration }: Fitted,
): readonly Pick<QueryFacts, "entity" | "ancestors" | "inScope">[] {
  const allowed = scope.entities();
  if (entities.length === 0) {
    // A question about everything is in scope where everything that the source reaches is.
    const reach = integration.reach.entities;
    const inScope = allowed === null || (reach?.every((entity) => within(scope, allowed, entity)) ?? false);
    return [{ entity: null, ancestors: [], inScope }];
  }
  return entities.map((entity) => ({
    entity,
    ancestors: scope.ancestors(entity),
    inScope: allowed === null || within(scope, allowed, entity),
  }));
}

function within(scope: ScopeFacts, allowed: readonly EntityRef[], entity: EntityRef): boolean {
  return [entity, ...scope.ancestors(entity)].some((one) => allowed.some((other) => sameEntity(one, other)));
}
