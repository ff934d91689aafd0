/**
 * What may be known of one case: its namespace, what each recorded call answered, and its logs. Answers are found
 * by their call and read when first asked for.
 */
import type { Json } from "../../../src/index.js";
import { membersOf, NotJson, type Span } from "./json-members.js";

/** What was recorded of a call; `null` in logs: too large for the snapshot. */
export type Recorded =
  | { readonly kind: "recorded"; readonly value: Json }
  | { readonly kind: "not-recorded" }
  | { readonly kind: "unreadable"; readonly why: string };

export type CallArguments = Readonly<Record<string, string | number | boolean>>;

const NOT_RECORDED: Recorded = { kind: "not-recorded" };
const LONGEST = 4 * 1024 * 1024;

export class RecordedCase {
  readonly namespace: string;
  readonly #text: string;
  readonly #tools: ReadonlyMap<string, Span>;
  /** Null: all of it was too large for the snapshot. */
  readonly #logs: ReadonlyMap<string, Span> | null;

  private constructor(
    text: string,
    namespace: string,
    tools: ReadonlyMap<string, Span>,
    logs: ReadonlyMap<string, Span> | null,
  ) {
    this.#text = text;
    this.namespace = namespace;
    this.#tools = tools;
    this.#logs = logs;
  }

  /** @throws NotJson */
  static read(text: string): RecordedCase {
    const members = membersOf(text);
    const at = (name: string): Span => {
      const span = members.get(name);
      if (span === undefined) throw new NotJson(`it has no \`${name}\``, 0);
      return span;
    };
    const namespace: unknown = JSON.parse(text.slice(...at("namespace")));
    if (typeof namespace !== "string" || namespace === "")
      throw new NotJson("`namespace` names nothing", at("namespace")[0]);
    const logs = text.slice(...at("logs")) === "null" ? null : membersOf(text, at("logs")[0]);
    return new RecordedCase(text, namespace, membersOf(text, at("tools")[0]), logs);
  }

  /** The answer to a call, whose arguments stand in the key in the order that is given here. */
  call(tool: string, given: CallArguments): Recorded {
    return this.#valueAt(this.#tools.get(`${tool}:${JSON.stringify(given)}`));
  }

  /** Arguments of the recorded calls of a tool; what cannot be read is left out. */
  callsOf(tool: string): readonly Readonly<Record<string, unknown>>[] {
    return [...this.#tools.keys()].flatMap((key) => {
      if (!key.startsWith(`${tool}:{`)) return [];
      try {
        return [JSON.parse(key.slice(tool.length + 1)) as Record<string, unknown>];
      } catch {
        return [];
      }
    });
  }

  log(source: string): Recorded {
    return this.#logs === null ? { kind: "recorded", value: null } : this.#valueAt(this.#logs.get(source));
  }

  /** The applications that logs were kept of: sources without a part of their own. */
  get logged(): readonly string[] {
    return [...(this.#logs?.keys() ?? [])].filter((source) => !source.includes("."));
  }

  #valueAt(span: Span | undefined): Recorded {
    if (span === undefined) return NOT_RECORDED;
    if (span[1] - span[0] > LONGEST) return { kind: "unreadable", why: `more than ${LONGEST} characters` };
    try {
      return { kind: "recorded", value: JSON.parse(this.#text.slice(...span)) as Json };
    } catch {
      return { kind: "unreadable", why: "not JSON" };
    }
  }
}
