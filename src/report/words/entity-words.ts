import type { EntityRef } from "../../core/entity.js";
import type { FaultId } from "../../core/fault.js";

/** `service shop/checkout`, `database orders-db`; a source's own kind by its own word. */
export function entityWords(entity: EntityRef): string {
  const kind = entity.kind.startsWith("other:") ? entity.kind.slice("other:".length) : entity.kind.replaceAll("-", " ");
  return `${kind} ${entityName(entity)}`;
}

export function entityName(entity: EntityRef): string {
  return entity.namespace === "" ? entity.name : `${entity.namespace}/${entity.name}`;
}

/** `dependency/lock-contention` as `lock contention`. */
export function faultWords(fault: FaultId): string {
  return fault.slice(fault.indexOf("/") + 1).replaceAll("-", " ");
}

/** `a`, `a and b`, `a, b and c`; more than `most` as `a, b and 5 more`. */
export function listWords(names: readonly string[], most = 5, joint = "and"): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} ${joint} ${last}`;
}

/** The first letter in upper case. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
