/** What goes wrong, as data: a fault is a name, the truth about it, and variants with the steps that bring it about. */
import type { Json } from "../../../src/index.js";
import type { Behaviour } from "../control.js";
import type { AlertRule } from "../recorder/alert-evaluator.js";
import type { ChangeNote } from "../supervisor/shop.js";

export type FaultStep =
  /** A session runs the statements in one transaction and then does nothing, with the transaction open. */
  | {
      readonly do: "hold-transaction";
      readonly database: string;
      readonly job: string;
      readonly statements: readonly string[];
    }
  /** A job opens sessions and keeps them; as many as it gets, where the server refuses more. */
  | { readonly do: "open-sessions"; readonly database: string; readonly job: string; readonly count: number }
  | {
      readonly do: "configure";
      readonly service: string;
      readonly settings: Readonly<Record<string, string>>;
      readonly note: ChangeNote;
    }
  | {
      readonly do: "deploy";
      readonly service: string;
      readonly version: string;
      readonly note: ChangeNote;
      readonly behaviour: Partial<Behaviour>;
    }
  /** A flag is switched on, and a service behaves otherwise from then on. */
  | {
      readonly do: "switch-flag";
      readonly flag: string;
      readonly service: string;
      readonly note: ChangeNote;
      readonly behaviour: Partial<Behaviour>;
    }
  /** A process misbehaves, and nothing was changed. */
  | { readonly do: "behave"; readonly service: string; readonly behaviour: Partial<Behaviour> }
  /** The service is taken away for good. */
  | { readonly do: "take-down"; readonly service: string }
  /** Visitors come that much more often, for a while or for good, and try again that often. */
  | { readonly do: "load"; readonly factor: number; readonly attempts: number; readonly forMs: number | null }
  /** A rule's bound is moved to a multiple of what the service has shown in the last minute. */
  | {
      readonly do: "move-alert-bound";
      readonly rule: AlertRule["name"];
      readonly ofNormal: number;
      readonly forMs: number;
      readonly windowMs: number;
      /** Null: the rule was always so, and nobody sees a change. */
      readonly note: ChangeNote | null;
    }
  /** What follows happens that much later. */
  | { readonly do: "wait"; readonly ms: number };

/** The entity (`kind:namespace/name`) and fault that are to be found. */
export interface Answer {
  readonly entity: string;
  readonly fault: string;
}

export interface FaultVariant {
  readonly topology: string;
  readonly requestsPerSecond: number;
  /** Null: nothing is wrong. */
  readonly answer: Answer | null;
  /** Other spellings that mean the same. */
  readonly acceptable: readonly Answer[];
  /** Services and flags that background changes leave alone, so that they stay background. */
  readonly spared: readonly string[];
  readonly parameters: Readonly<Record<string, Json>>;
  readonly steps: readonly FaultStep[];
}

export interface FaultDeclaration {
  /** As on the command line; the folder of its recording. */
  readonly name: string;
  /** One sentence, for people who choose from a list. */
  readonly about: string;
  readonly variants: readonly FaultVariant[];
}
