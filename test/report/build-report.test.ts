import { describe, expect, it } from "vitest";
import type { CaseFile } from "../../src/core/case-file.js";
import { buildReport } from "../../src/report/build-report.js";
import { ReportModel } from "../../src/report/report-model.js";
import { exampleCase } from "../support/example-case.js";
import { exampleInput, exampleReport, RESUME } from "../support/example-report.js";
import { DATABASE, GATEWAY, ONSET } from "../support/example-times.js";

function changed(change: Partial<CaseFile>): ReportModel {
  return exampleReport({ caseFile: { ...exampleCase().caseFile, ...change } });
}

/** Every sentence's citations, wherever it stands. */
function allCites(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(allCites);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "cites" ? (inner as number[]) : allCites(inner)));
}

describe("a report", () => {
  it("is pure: the same input gives the same report (invariant 1)", () => {
    expect(exampleReport()).toEqual(exampleReport());
  });

  it("fits its own schema, with nothing more and nothing less", () => {
    expect(ReportModel.parse(exampleReport())).toEqual(exampleReport());
  });

  it("cites bytes for every sentence of evidence, and each citation resolves byte for byte (invariant 2)", () => {
    const report = exampleReport();
    const { bytes } = exampleCase();
    expect(report.evidence.every(({ cites }) => cites.length > 0)).toBe(true);
    expect(report.citations.length).toBeGreaterThan(8);
    for (const { evidence, range, quote, standing } of report.citations) {
      const source = bytes.get(evidence) ?? new Uint8Array();
      expect(Buffer.from(source.subarray(range[0], range[1])).toString("utf8")).toBe(quote);
      expect(standing).toBe("resolves");
    }
  });

  it("uses no number that names no citation, and names no citation that nothing uses", () => {
    const report = exampleReport();
    const used = new Set(allCites(report));
    expect([...used].sort((a, b) => a - b)).toEqual(report.citations.map(({ n }) => n));
  });

  it("says of altered, missing and unfetched bytes that they are", () => {
    const { bytes } = exampleCase();
    const standings = (source: (old: Uint8Array) => Uint8Array | null) => {
      const { evidence, citations } = exampleReport({
        bytes: new Map([...bytes].map(([id, old]) => [id, source(old)] as const)),
      });
      return new Set(evidence.flatMap(({ cites }) => cites.map((n) => citations[n - 1]?.standing)));
    };
    expect(standings((old) => old.map((byte) => byte ^ 1))).toEqual(new Set(["altered"]));
    expect(standings(() => null)).toEqual(new Set(["missing"]));
    expect(new Set(exampleReport({ bytes: new Map() }).citations.map(({ standing }) => standing))).toEqual(
      new Set(["unchecked"]),
    );
  });

  it("keeps what minds said apart from every sentence of code (invariant 4)", () => {
    const said = "MIND-SAID-THIS";
    const report = changed({ remarks: [{ seat: "investigator", turn: 1, about: "remark", text: said }] });
    const { remarks, ...rest } = report;
    expect(remarks).toHaveLength(1);
    expect(JSON.stringify(rest)).not.toContain(said);
  });

  it("puts the safest mitigation first, with what it touches", () => {
    const [first, second] = exampleReport().next.mitigations;
    expect([first?.risk, second?.risk]).toEqual(["low", "medium"]);
    expect(first?.blastRadius.text).toContain("service shop/gateway");
    expect(first?.blastRadius.cites.length).toBe(3);
  });

  it("measures the impact and whether it goes on", () => {
    const { impact } = exampleReport();
    expect(impact.goesOn).toBe("yes");
    expect(impact.notSeen).toBeNull();
    expect(impact.sentences.map(({ text }) => text)).toContain(
      "Latency (p95) of service shop/checkout is 2.5 s in the median of the window, against 42.6 ms before.",
    );
  });

  it("says that impact was not seen where nothing measured it", () => {
    const { caseFile } = exampleCase();
    const evidence = new Map(
      [...caseFile.evidence].filter(
        ([
          ,
          {
            evidence: { query },
          },
        ]) => query.capability !== "metrics.range",
      ),
    );
    const report = changed({ evidence });
    expect(report.impact.notSeen).toContain("impact not seen");
    expect(report.impact.goesOn).toBe("not seen");
  });

  it("does not say that what is no fault goes on", () => {
    const [first] = exampleCase().caseFile.claims;
    if (first === undefined) throw new Error("the example lost its claims");
    const { symptom, window, reference, parts, prediction } = first.hypothesis;
    const hypothesis = {
      kind: "no-fault",
      why: "never-there",
      symptom,
      window,
      reference,
      parts,
      prediction,
      mitigations: [],
    } as const;
    const claims = [{ ...first, hypothesis }];
    expect(changed({ claims }).impact.goesOn).toBe("no");
    expect(changed({ claims: claims.map((claim) => ({ ...claim, verdict: null })) }).impact.goesOn).toBe("not seen");
  });

  it("orders the timeline: change, onset, symptom, alert", () => {
    expect(exampleReport().timeline.items.map(({ kind }) => kind)).toEqual(["change", "onset", "symptom", "alert"]);
    expect(exampleReport().timeline.items[1]?.at).toBe(ONSET);
  });

  it("names what was ruled out and by which challenge", () => {
    const [rival] = exampleReport().ruledOut;
    expect(rival).toMatchObject({ claim: "h2", verdict: "refuted", by: [{ kind: "timing", outcome: "broken" }] });
  });

  it("names what was not seen, and what would show it", () => {
    const remedies = exampleReport().notSeen.map(({ remedy }) => remedy);
    expect(remedies[0]).toBe("a policy that permits `database.settings` in this scope would show it");
    expect(remedies.at(-1)).toContain("`flags.list`");
  });

  it("says of an uncalibrated figure that it is", () => {
    const { confidence } = exampleReport({ trackRecord: { right: 11, reviewed: 12 } }).verdict;
    expect(confidence).toMatchObject({ percent: "91 %", calibrated: false });
    expect(confidence?.meaning).toMatch(/^uncalibrated: .*on your systems 11 of 12 reviewed were right$/);
  });

  it("gives the meaning of a calibrated figure as counts", () => {
    const { caseFile } = exampleCase();
    const basis = { kind: "table", version: "1", right: 46, of: 50, low: 0.81, high: 0.97 } as const;
    const claims = caseFile.claims.map((claim) =>
      claim.verdict === null ? claim : { ...claim, verdict: { ...claim.verdict, confidence: { value: 0.92, basis } } },
    );
    expect(changed({ claims }).verdict.confidence?.meaning).toBe(
      "46 of 50 replays like this were right (81 % to 97 %); on your systems nothing has been reviewed yet",
    );
  });
});

describe("a report before the end", () => {
  const { caseFile } = exampleCase();

  it("marks the best answer so far as not verified, even where a claim was accepted already (invariant 3)", () => {
    const report = changed({ conclusion: null });
    expect(report.state).toBe("running");
    expect(report.verdict).toMatchObject({ word: "Unproven", verified: false, claim: "h1" });
    expect(report.verdict.decidedBy).toContain("not verified");
  });

  it("gives the command that goes on where it was interrupted, and none where a person stopped it", () => {
    const interrupted = changed({ conclusion: null, interrupted: "signal" });
    expect([interrupted.state, interrupted.next.resume]).toEqual(["interrupted", RESUME]);
    const killed = changed({ conclusion: null, interrupted: "killed" });
    expect([killed.state, killed.next.resume]).toEqual(["killed", null]);
  });

  it("has an answer to show before anything was claimed", () => {
    const report = changed({ conclusion: null, claims: [], evidence: new Map() });
    expect(report.verdict).toMatchObject({ headline: "No explanation was found", verified: false, claim: null });
    expect(report.verdict.decidedBy).toBe("the investigation still runs; there is no answer yet");
  });

  it("never shows a refuted claim as the best answer", () => {
    const refuted = caseFile.claims.filter(({ id }) => id === "h2");
    expect(changed({ conclusion: null, claims: refuted }).verdict.headline).toBe(
      "No explanation is left: 1 was tried and refuted",
    );
  });
});

describe("a report of what is no finding", () => {
  const { caseFile } = exampleCase();
  const settledBy = { capability: "database.settings", params: { database: DATABASE } } as const;

  it("calls the leading explanation unproven and names the question that would settle it", () => {
    const claims = caseFile.claims.map((claim) =>
      claim.id === "h1" && claim.verdict !== null
        ? {
            ...claim,
            verdict: { ...claim.verdict, verdict: "unproven" as const, because: "a required challenge is undecided" },
          }
        : claim,
    );
    const conclusion = caseFile.conclusion && {
      ...caseFile.conclusion,
      outcome: "unproven" as const,
      findings: [],
      leading: "h1",
      settledBy,
    };
    const report = changed({ claims, conclusion });
    expect(report.verdict).toMatchObject({ word: "Unproven", verified: true, claim: "h1" });
    expect(report.next.settledBy?.text).toBe("settings of a database, database orders-db");
    expect(report.ruledOut.map(({ claim }) => claim)).toEqual(["h2"]);
  });

  it("says no fault found, in words of its own", () => {
    const [first] = caseFile.claims;
    if (first === undefined || caseFile.conclusion === null) throw new Error("the example lost its claims");
    const { symptom, window, reference, prediction } = first.hypothesis;
    const hypothesis = {
      kind: "no-fault",
      why: "recovered",
      symptom,
      window,
      reference,
      parts: [],
      prediction,
      mitigations: [],
    } as const;
    const report = changed({
      claims: [{ ...first, hypothesis }],
      conclusion: { ...caseFile.conclusion, outcome: "no-fault" },
    });
    expect(report.verdict).toMatchObject({
      word: "No fault found",
      headline: "Nothing is wrong any more: latency of service shop/checkout recovered after 12:04:05",
      cause: null,
    });
    expect(report.path).toBeNull();
  });

  it("never says root cause, whatever it found", () => {
    for (const report of [exampleReport(), changed({ conclusion: null }), changed({ claims: [] })]) {
      expect(JSON.stringify(report).toLowerCase()).not.toContain("root cause");
    }
  });
});

describe("reviews in a report", () => {
  it("are those of this investigation alone", () => {
    const mine = {
      investigation: "inv-20261102-120405-lock",
      hypothesis: "h1",
      judgement: "correct",
      by: "mara",
      comment: "it was the gateway",
      correction: { entity: GATEWAY, fault: "change/bad-deploy" },
      at: ONSET,
      seq: 3,
    } as const;
    const report = buildReport(exampleInput({ reviews: [mine, { ...mine, investigation: "inv-other", seq: 4 }] }));
    expect(report.reviews).toEqual([
      {
        claim: "h1",
        judgement: "correct",
        by: "mara",
        comment: "it was the gateway",
        correction: "change/bad-deploy on service shop/gateway",
        at: ONSET,
      },
    ]);
  });
});
