import type { EntityRef } from "../../core/entity.js";
import { logTemplate } from "../../core/log-template.js";
import type { Observation } from "../../core/observation.js";
import type { RecordOf } from "../../core/record.js";
import { type Instant, type Window, windowContains, windowCovers } from "../../core/time.js";
import type { Facts } from "../assertions/facts.js";
import { type Severity, severityRank } from "../assertions/looked-at.js";
import type { Item, RecordRef } from "../assertions/record-index.js";
import { type Context, citeOf, type Detector, DropCount, onsetBetween } from "./detector.js";
import { TemplateMiner } from "./template-miner.js";

/** Lines looked at in one go, over all entities: about a second of work. */
const MOST_LINES = 300_000;
/** Poisson standard deviations by which a count must exceed what the reference lets one expect. */
const LEAST_SIZE = 4;
/** Lines without a bad severity or word must be this many to be worth a mention. */
const LEAST_HARMLESS = 5;
const SHORTEST_PART = 12;
const BINS = 24;
const BAD = severityRank("warn");
const BAD_WORDS = /\b(?:error|exception|fatal|panic|fail(?:ed|ure)?|refused|timed? ?out|denied|unavailable)\b/i;

/** What is counted of one message of one entity. */
interface Tally {
  before: number;
  now: number;
  readonly times: Instant[];
  ref: RecordRef | null;
  sample: string;
  severity: Severity;
}

/** One entity's logs, and where they were looked at. */
interface Look {
  readonly entity: EntityRef;
  readonly facts: Facts;
  readonly context: Context;
}

/** Messages that are new, or more frequent than the reference lets one expect; and whole levels that are. */
export const logTemplates: Detector = {
  name: "log-templates",
  detect(facts, context) {
    const dropped = new DropCount();
    const observations: Observation[] = [];
    let budget = MOST_LINES;
    for (const entity of facts.entities("line")) {
      if (groupsTellMore(entity, facts, context)) continue;
      const lines = facts.lines(entity);
      dropped.add(`lines beyond the first ${MOST_LINES}`, Math.max(0, lines.length - budget));
      const looked = lines.slice(0, budget);
      budget -= looked.length;
      const look = { entity, facts, context };
      observations.push(...messagesOf(look, looked), ...badLines(look, looked));
    }
    for (const entity of facts.entities("template")) {
      const noLines = facts.lines(entity).length === 0;
      if (noLines || groupsTellMore(entity, facts, context)) observations.push(...groupsOf({ entity, facts, context }));
    }
    return { observations, dropped: dropped.list() };
  },
};

/** Lines tell more than counts do, unless the reference's were left out and its counts were not. */
function groupsTellMore(entity: EntityRef, facts: Facts, { reference }: Context): boolean {
  if (reference === null || facts.covered("line", entity, reference)) return false;
  return facts.covered("template", entity, reference) && facts.templates(entity).length > 0;
}

function messagesOf(look: Look, lines: readonly Item<"line">[]): readonly Observation[] {
  const miner = new TemplateMiner();
  const tallies = new Map<number, Tally>();
  for (const { record, ref } of lines) {
    const group = miner.add(record.text);
    const tally = tallies.get(group) ?? emptyTally();
    tallies.set(group, tally);
    count(tally, record.time, look.context);
    if (tally.ref !== null || !isNow(record.time, look.context.window)) continue;
    tally.ref = ref;
    tally.sample = record.text;
    tally.severity = record.severity;
  }
  return [...tallies.entries()].flatMap(([group, tally]) => {
    const part = logTemplate(miner.constantPart(group, tally.sample));
    const whole = logTemplate(tally.sample);
    const subject = part.length >= SHORTEST_PART && whole.includes(part) ? part : whole;
    return judge(subject, tally, look, "line") ?? [];
  });
}

/** All lines at an error or worse, whatever their message: a fault often says many different things. */
function badLines(look: Look, lines: readonly Item<"line">[]): readonly Observation[] {
  const tally = emptyTally();
  for (const { record, ref } of lines) {
    if (severityRank(record.severity) < severityRank("error")) continue;
    count(tally, record.time, look.context);
    if (tally.ref === null && isNow(record.time, look.context.window)) tally.ref = ref;
  }
  tally.severity = "error";
  const found = judge("lines of level error or fatal", tally, look, "line");
  return found === null || tally.now < LEAST_HARMLESS ? [] : [{ ...found, detector: "log-levels" }];
}

/** What a source has grouped itself, by the windows for which it did. */
function groupsOf(look: Look): readonly Observation[] {
  const { window, reference } = look.context;
  const tallies = new Map<string, Tally>();
  for (const { record, ref } of look.facts.templates(look.entity)) {
    const tally = tallies.get(record.template) ?? emptyTally();
    tallies.set(record.template, tally);
    if (reference !== null && windowCovers(reference, record.window)) tally.before += record.count;
    if (!isWithin(record, window)) continue;
    tally.now += record.count;
    if (record.first !== null) tally.times.push(record.first);
    tally.ref ??= ref;
    tally.sample = record.sample;
    tally.severity = record.severity;
  }
  return [...tallies.entries()].flatMap(([template, tally]) => judge(template, tally, look, "template") ?? []);
}

/** Counted over the window alone; or over more, and all of it came within the window: then there was none before. */
function isWithin({ window: counted, first, last }: RecordOf<"template">, window: Window): boolean {
  if (windowCovers(window, counted)) return true;
  return first !== null && last !== null && windowContains(window, first) && windowContains(window, last);
}

function emptyTally(): Tally {
  return { before: 0, now: 0, times: [], ref: null, sample: "", severity: "unknown" };
}

/** A line without a time is of a snapshot: how things stand now. */
function isNow(time: Instant | null, window: Window): boolean {
  return time === null || windowContains(window, time);
}

function count(tally: Tally, time: Instant | null, { window, reference }: Context): void {
  if (isNow(time, window)) {
    tally.now += 1;
    if (time !== null) tally.times.push(time);
  } else if (reference !== null && time !== null && windowContains(reference, time)) tally.before += 1;
}

/** Whether the answers would have shown such a message in all of the reference: only then can it be new. */
function comparedWith(
  { severity, sample }: Tally,
  { entity, facts, context }: Look,
  kind: "line" | "template",
): Context {
  const sought = { minSeverity: severity, ...(sample === "" ? {} : { texts: [sample] }) };
  const covered = context.reference !== null && facts.covered(kind, entity, context.reference, sought);
  return covered ? context : { ...context, reference: null };
}

function judge(subject: string, tally: Tally, look: Look, kind: "line" | "template"): Observation | null {
  if (tally.now === 0 || tally.ref === null || subject === "") return null;
  const context = comparedWith(tally, look, kind);
  const { window, reference } = context;
  const bad = severityRank(tally.severity) >= BAD || BAD_WORDS.test(tally.sample);
  const scale = reference === null ? 0 : (window.to - window.from) / (reference.to - reference.from);
  const expected = tally.before * scale;
  const size = (tally.now - expected) / Math.sqrt(Math.max(expected, 1));
  const isNew = tally.before === 0;
  if (!bad && (reference === null || tally.now < LEAST_HARMLESS)) return null;
  if (isNew ? tally.now < scale : size < LEAST_SIZE) return null;
  return {
    detector: "log-templates",
    entity: look.entity,
    signal: "logs",
    direction: reference === null ? "is" : isNew ? "appeared" : "up",
    size: bad ? size : size / 2,
    onset: reference === null ? null : onsetOf(tally.times, expected, context),
    subject,
    other: null,
    cite: citeOf(tally.ref),
  };
}

/** The first line, where none was expected; else the first of the window's parts with more lines than chance gives. */
function onsetOf(times: readonly Instant[], expected: number, { window, reference }: Context): Observation["onset"] {
  const first = times[0];
  if (first === undefined) return null;
  if (expected === 0) return onsetBetween(Math.max(reference?.to ?? window.from, window.from), first);
  const width = (window.to - window.from) / BINS;
  const usual = expected / BINS;
  const bins = new Map<number, Instant[]>();
  for (const time of times) {
    const bin = Math.floor((time - window.from) / width);
    const inBin = bins.get(bin) ?? [];
    inBin.push(time);
    bins.set(bin, inBin);
  }
  const burst = [...bins.entries()]
    .sort(([a], [b]) => a - b)
    .find(([, inBin]) => inBin.length > usual + 3 * Math.sqrt(usual + 1));
  const at = burst?.[1][0];
  return at === undefined ? null : onsetBetween(Math.max(window.from, Math.round(at - width)), at);
}
