/** What clients say of a database, in the words of the common drivers. */
import type { Assertion } from "../../../core/assertion.js";
import type { EntityRef } from "../../../core/entity.js";
import type { Facts } from "../../assertions/facts.js";
import type { Candidate } from "../family.js";
import { everLogged } from "../object-signs.js";

/** Lines of a workload and of the service of its name: sources file them under either. */
export function bothLogged({ namespace, name }: EntityRef, text: readonly string[]): readonly Assertion[] {
  return (["service", "workload"] as const).map((kind) => everLogged({ kind, namespace, name }, text));
}

/** The candidate or one of its callers says so. */
export function saidAbout({ entity, callers }: Candidate, facts: Facts, text: readonly string[]): readonly Assertion[] {
  const seen = facts.entities("line").filter(({ namespace }) => namespace === entity.namespace);
  const entities = [entity, ...callers, ...seen].filter(
    (one, index, all) => all.findIndex((other) => other.name === one.name && other.kind === one.kind) === index,
  );
  return entities.map((one) => everLogged(one, text)).slice(0, 12);
}
