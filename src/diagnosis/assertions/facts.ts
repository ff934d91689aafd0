import type { MetricSelector } from "../../core/assertion.js";
import type { StateAspect } from "../../core/capability.js";
import { type EntityRef, entityKey } from "../../core/entity.js";
import type { Evidence, EvidenceId } from "../../core/evidence.js";
import type { RecordKind } from "../../core/record.js";
import type { Window } from "../../core/time.js";
import { bornAtZero } from "./born-at-zero.js";
import { lookedAt, type Sought } from "./looked-at.js";
import { type Item, indexRecords, type RecordIndex, recordEntities } from "./record-index.js";
import { joinSeries, type Samples, selects } from "./samples.js";

/**
 * What the answers show: an index over their records, made per kind when first asked for.
 *
 * 1. A thing shown by two answers counts once.
 * 2. Neither the order of evidence nor that of records can be seen in anything it returns.
 * 3. It is read-only; what it returned once it returns always.
 */
export class Facts {
  readonly evidence: readonly Evidence[];
  readonly #byId: ReadonlyMap<EvidenceId, Evidence>;
  readonly #indices = new Map<RecordKind, RecordIndex<RecordKind>>();
  readonly #series = new Map<string, readonly Samples[]>();

  constructor(evidence: readonly Evidence[]) {
    const byId = new Map(evidence.map((one) => [one.id, one]));
    this.#byId = byId;
    this.evidence = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  evidenceOf(id: EvidenceId): Evidence | null {
    return this.#byId.get(id) ?? null;
  }

  /** Only the evidence named: what a seat would know that had nothing else. */
  withOnly(ids: Iterable<EvidenceId>): Facts {
    const kept = new Set(ids);
    return new Facts(this.evidence.filter(({ id }) => kept.has(id)));
  }

  /** All records of a kind, in the order of time. */
  all<K extends RecordKind>(kind: K): readonly Item<K>[] {
    return this.#index(kind).all;
  }

  /** The records of a kind about one entity, in the order of time; an edge is about both ends. */
  about<K extends RecordKind>(kind: K, entity: EntityRef): readonly Item<K>[] {
    return this.#index(kind).byEntity.get(entityKey(entity)) ?? [];
  }

  /** The entities that records of a kind are about, by key. */
  entities(kind: RecordKind): readonly EntityRef[] {
    const filed = [...this.#index(kind).byEntity.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    return filed.flatMap(([key, [first]]) => {
      return first === undefined
        ? []
        : recordEntities(first.record)
            .filter((entity) => entityKey(entity) === key)
            .slice(0, 1);
    });
  }

  series(entity: EntityRef, selector: MetricSelector = {}): readonly Samples[] {
    const key = entityKey(entity);
    const joined = this.#series.get(key) ?? joinSeries(this.about("series", entity)).map((one) => this.#fromBirth(one));
    this.#series.set(key, joined);
    return joined.filter((series) => selects(selector, series));
  }

  lines(entity: EntityRef): readonly Item<"line">[] {
    return this.about("line", entity);
  }

  templates(entity: EntityRef): readonly Item<"template">[] {
    return this.about("template", entity);
  }

  spans(entity: EntityRef): readonly Item<"span">[] {
    return this.about("span", entity);
  }

  edges(entity: EntityRef): readonly Item<"edge">[] {
    return this.about("edge", entity);
  }

  changes(entity: EntityRef): readonly Item<"change">[] {
    return this.about("change", entity);
  }

  events(entity: EntityRef): readonly Item<"event">[] {
    return this.about("event", entity);
  }

  states(entity: EntityRef, aspect: StateAspect): readonly Item<"state">[] {
    return this.about("state", entity).filter(({ record }) => record.aspect === aspect);
  }

  alerts(entity: EntityRef): readonly Item<"alert">[] {
    return this.about("alert", entity);
  }

  /** Whether the answers together would have shown such a record (see `looked-at`); `window` `null`: at any time. */
  covered(kind: RecordKind, entity: EntityRef | null, window: Window | null, sought: Sought = {}): boolean {
    return lookedAt(this.evidence, kind, entity, window, sought);
  }

  /** A counter's rate with the zeros before its birth, as far back as was looked without a gap (see `born-at-zero`). */
  #fromBirth(series: Samples): Samples {
    const first = series.times[0];
    const selector = { role: series.role, metric: series.metric };
    const starts = this.evidence.flatMap(({ answer }) => answer.coverage.flatMap(({ window }) => window?.from ?? []));
    const from = starts
      .sort((a, b) => a - b)
      .find(
        (start) =>
          first !== undefined &&
          start < first &&
          this.covered("series", series.entity, { from: start, to: first }, { series: selector }),
      );
    return from === undefined ? series : bornAtZero(series, from);
  }

  #index<K extends RecordKind>(kind: K): RecordIndex<K> {
    const known = this.#indices.get(kind) ?? indexRecords(kind, this.evidence);
    this.#indices.set(kind, known as RecordIndex<RecordKind>);
    return known as RecordIndex<K>;
  }
}
