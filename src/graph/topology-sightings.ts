/**
 * Turns sightings of edges into edges with intervals, whatever the order in which they come.
 * An edge ends where the same source, asked for topology, covered its ends later and did not show it. Traffic that is
 * not seen is no missing dependency: calls end nothing.
 */
import { z } from "zod";
import { EntityRef } from "../core/entity.js";
import type { DeepReadonly } from "../core/readonly.js";
import { Instant } from "../core/time.js";
import { GraphEdge, witness } from "./graph-edge.js";
import { digestOf, entityNode } from "./graph-node.js";
import { validity } from "./validity.js";

/** An edge of topology seen from `validFrom` on; its end is worked out. */
export const Sighting = GraphEdge.omit({ validTo: true });
export type Sighting = DeepReadonly<z.infer<typeof Sighting>>;

/** A source was asked for the topology around these entities (null: all that it knows), and showed these edges. */
export const TopologyLook = z.strictObject({
  instance: z.string(),
  at: Instant,
  entities: z.array(EntityRef).nullable(),
  /** Identities of the edges that it showed. */
  shown: z.array(z.string()),
});
export type TopologyLook = DeepReadonly<z.infer<typeof TopologyLook>>;

interface Track {
  readonly sightings: Sighting[];
  edges: readonly GraphEdge[];
}

/** Edges that are no longer so, and those in their place. */
export interface Revision {
  readonly gone: readonly GraphEdge[];
  readonly edges: readonly GraphEdge[];
}

/** Which edge, said by whom, whenever. */
export function edgeIdentity({ from, to, relation, source }: Sighting): string {
  return digestOf(from, to, relation, instanceOf(source));
}

function instanceOf(source: Sighting["source"]): string {
  return source.kind === "evidence" ? source.instance : source.stream;
}

export class TopologySightings {
  readonly #tracks = new Map<string, Track>();
  /** Looks by the instance that was asked. */
  readonly #looks = new Map<string, TopologyLook[]>();
  readonly #stale = new Set<string>();

  /** Takes in what one case saw. What follows from it is worked out by {@link revise}, once for many cases. */
  add(sightings: readonly Sighting[], looks: readonly TopologyLook[]): void {
    for (const sighting of sightings) {
      const identity = edgeIdentity(sighting);
      const track = this.#tracks.get(identity) ?? { sightings: [], edges: [] };
      track.sightings.push(sighting);
      this.#tracks.set(identity, track);
      this.#stale.add(identity);
    }
    for (const look of looks) this.#looks.set(look.instance, [...(this.#looks.get(look.instance) ?? []), look]);
    // Any edge of these instances may be one that a look missed.
    if (looks.length > 0) for (const identity of this.#tracks.keys()) this.#stale.add(identity);
  }

  revise(): Revision {
    const tracks = [...this.#stale].flatMap((identity) => this.#tracks.get(identity) ?? []);
    this.#stale.clear();
    const gone = tracks.flatMap(({ edges }) => edges);
    for (const track of tracks) track.edges = this.#edgesOf(track.sightings);
    return { gone, edges: tracks.flatMap(({ edges }) => edges) };
  }

  #edgesOf(sightings: readonly Sighting[]): readonly GraphEdge[] {
    const sorted = [...sightings].sort((a, b) => a.validFrom - b.validFrom || (witness(a) < witness(b) ? -1 : 1));
    const [first] = sorted;
    if (first === undefined) return [];
    const looks = this.#looks.get(instanceOf(first.source)) ?? [];
    const absent = looks.filter((look) => missedBy(look, first)).map(({ at }) => at);
    const held = sorted.map(({ validFrom }) => validFrom);
    return validity(held, absent).flatMap(({ from, to }) => {
      const seen = sorted.find(({ validFrom }) => validFrom >= from);
      return seen === undefined ? [] : [{ ...seen, validFrom: from, validTo: to }];
    });
  }
}

function missedBy({ entities, shown }: TopologyLook, sighting: Sighting): boolean {
  if (shown.includes(edgeIdentity(sighting))) return false;
  const ends = [sighting.from, sighting.to];
  return entities === null || entities.some((entity) => ends.includes(entityNode(entity)));
}
