/** What is said between the gate and its Cedar threads. */
import type { AuthorizationAnswer, EntityJson, TypeAndId, ValidationAnswer } from "@cedar-policy/cedar-wasm/nodejs";

export type Slot = "a" | "b";

export interface PolicySet {
  readonly schema: string;
  readonly policies: Readonly<Record<string, string>>;
}

/** A value of a context: typed fields that the gate worked out. Raw arguments never go in. */
export type ContextValue = boolean | string | { readonly __entity: TypeAndId };

export interface CedarCall {
  readonly principal: TypeAndId;
  readonly action: TypeAndId;
  readonly resource: TypeAndId;
  readonly context: Record<string, ContextValue>;
  readonly entities: EntityJson[];
}

export type ThreadRequest =
  | {
      readonly kind: "prepare";
      readonly slot: Slot;
      readonly schema: string;
      readonly policies: Readonly<Record<string, string>>;
    }
  | { readonly kind: "check"; readonly schema: string; readonly policies: Readonly<Record<string, string>> }
  | { readonly kind: "decide"; readonly slot: Slot; readonly call: CedarCall };

export type ThreadAnswer =
  | { readonly kind: "prepared"; readonly problems: readonly string[] }
  | { readonly kind: "checked"; readonly answer: ValidationAnswer }
  | { readonly kind: "decided"; readonly answer: AuthorizationAnswer }
  | { readonly kind: "threw"; readonly what: string };
