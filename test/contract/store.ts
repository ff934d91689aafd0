/** What every store promises: run over each of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../src/core/digest.js";
import {
  type AppendRequest,
  type AppendResult,
  INSTALLATION_STREAM,
  type Lease,
  type Store,
} from "../../src/core/ports/store.js";
import { openCheckpoint } from "../../src/journal/checkpoint.js";
import { encodeEntry } from "../../src/journal/entry-codec.js";
import { keyNameOf, verifyingKeyFromSpki } from "../../src/journal/keys.js";
import { AT, aBody, aKill, anOpening, aRemark, collect, remarks, SALT } from "../support/journal-events.js";
import { naiveRoot } from "../support/naive-merkle-tree.js";

const MINUTE = 60_000;
/** A store may have a thread or a server to start, on a busy machine. */
const OPENING_MS = 60_000;

export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    /** A stream of its own for each test, and the name of one that was not made. */
    let stream: string;
    let unknown: string;
    let lease: Lease;
    let count = 0;

    beforeAll(async () => {
      store = await open();
    }, OPENING_MS);

    beforeEach(async () => {
      count += 1;
      stream = `inv-${count}`;
      unknown = `${stream}-unknown`;
      await store.create(stream, SALT, AT);
      lease = await leased(store, stream, "worker-1");
    });

    afterAll(() => store.close());

    const append = (texts: readonly string[], more: Partial<AppendRequest> = {}) =>
      store.append(remarks(stream, lease, texts, more));

    describe("append", () => {
      it("gives the entries with their places, and reads them back as they were", async () => {
        const first = entriesOf(await append(["a", "b"]));
        const second = entriesOf(await append(["c"]));
        expect([...first, ...second].map((entry) => entry.seq)).toEqual([0, 1, 2]);
        expect(first[0]).toMatchObject({ v: 1, stream, at: AT, fence: lease.fence, type: "remark.made" });
        expect(await collect(store.read(stream))).toEqual([...first, ...second]);
        expect(await collect(store.read(stream, 2))).toEqual(second);
        expect(await collect(store.read(stream, 3))).toEqual([]);
      });

      it("keeps the bodies under their ids", async () => {
        await append(["hello"]);
        const { id, bytes } = aBody("hello");
        expect(await store.body(stream, id)).toEqual(bytes);
        expect(await store.body(stream, sha256("another"))).toBeNull();
        expect(await store.body(unknown, id)).toBeNull();
      });

      it("keeps empty bodies and bodies of any byte", async () => {
        const all = Uint8Array.from({ length: 256 }, (_, index) => index);
        await store.append(remarks(stream, lease, [new Uint8Array(), all]));
        expect(await store.body(stream, aBody(new Uint8Array()).id)).toEqual(new Uint8Array());
        expect(await store.body(stream, aBody(all).id)).toEqual(all);
      });

      it("leaves the caller its bytes, and keeps its own", async () => {
        const bytes = new TextEncoder().encode("mine");
        await store.append(remarks(stream, lease, [bytes]));
        const { id } = aBody("mine");
        expect(bytes).toEqual(new TextEncoder().encode("mine"));
        bytes.fill(0);
        expect(await store.body(stream, id)).toEqual(new TextEncoder().encode("mine"));
      });

      it("leaves a body that is stored already as it is, and lets later entries name it", async () => {
        await append(["same"]);
        expect((await append(["same"])).kind).toBe("appended");
        const { id } = aBody("same");
        const again = remarks(stream, lease, ["same"], { bodies: [] });
        expect((await store.append(again)).kind).toBe("appended");
        expect(await store.body(stream, id)).toEqual(new TextEncoder().encode("same"));
      });

      it("refuses without a lease, with another's, with an expired one, and writes nothing then", async () => {
        expect(await append(["a"], { lease: null })).toEqual({ kind: "lease-lost" });
        expect(await append(["a"], { lease: { ...lease, fence: lease.fence - 1 } })).toEqual({ kind: "lease-lost" });
        expect(await append(["a"], { lease: { ...lease, holder: "worker-2" } })).toEqual({ kind: "lease-lost" });
        expect(await append(["a"], { lease: { ...lease, stream: unknown } })).toEqual({ kind: "lease-lost" });
        expect(await append(["a"], { at: lease.expiresAt })).toEqual({ kind: "lease-lost" });
        expect((await append(["a"], { at: lease.expiresAt - 1 })).kind).toBe("appended");
        expect((await store.info(stream))?.size).toBe(1);
      });

      it("refuses when the size is another than expected", async () => {
        expect((await append(["a"], { expectedSize: 0 })).kind).toBe("appended");
        expect(await append(["b"], { expectedSize: 0 })).toEqual({ kind: "size-differs", size: 1 });
        expect(await store.body(stream, aBody("b").id)).toBeNull();
      });

      it("refuses when the control epoch moved, and says where it is", async () => {
        const body = aBody("operator", await installationSalt(store));
        const epoch = await store.epoch();
        const kill: AppendRequest = {
          ...remarks(INSTALLATION_STREAM, null, []),
          events: [{ event: aKill(body.id, epoch + 1), bodies: [body.id] }],
          bodies: [body],
          expectedEpoch: epoch,
          advanceEpoch: true,
        };
        const moved = { kind: "epoch-moved", epoch: epoch + 1 };
        expect(await store.append(kill)).toMatchObject({ kind: "appended", epoch: epoch + 1 });
        expect(await store.epoch()).toBe(epoch + 1);
        expect(await append(["a"], { expectedEpoch: epoch })).toEqual(moved);
        expect(await append(["a"], { expectedEpoch: epoch + 1 })).toMatchObject({ kind: "appended", epoch: epoch + 1 });
        expect(await store.append(kill)).toEqual(moved);
      });

      it("takes appends to the installation stream from anyone, with fence 0", async () => {
        const body = aBody("who", await installationSalt(store));
        const request = {
          ...remarks(INSTALLATION_STREAM, null, []),
          events: [{ event: aRemark(body.id), bodies: [body.id] }],
          bodies: [body],
        };
        const size = (await store.info(INSTALLATION_STREAM))?.size;
        const [entry] = entriesOf(await store.append(request));
        expect(entry).toMatchObject({ stream: INSTALLATION_STREAM, seq: size, fence: 0 });
      });

      it("rejects what can't be read back, and writes nothing then", async () => {
        const known = aBody("known");
        const whole = remarks(stream, lease, ["known"]);
        const broken: readonly [string, AppendRequest][] = [
          ["no event", { ...whole, events: [], bodies: [] }],
          ["a malformed event", { ...whole, events: [{ event: aRemark("no digest"), bodies: [known.id] }] }],
          ["an unknown field", { ...whole, events: [{ event: withField(aRemark(known.id)), bodies: [known.id] }] }],
          ["a missing body", { ...whole, bodies: [] }],
          ["a body that no entry names", { ...whole, bodies: [known, aBody("stray")] }],
          ["a body under a false id", { ...whole, bodies: [{ ...known, bytes: new Uint8Array([1]) }] }],
          ["a time that is none", { ...whole, at: -1 }],
        ];
        for (const [what, request] of broken) {
          await expect(store.append(request), what).rejects.toMatchObject({ code: "INTERNAL" });
        }
        expect((await store.info(stream))?.size).toBe(0);
        expect(await store.body(stream, known.id)).toBeNull();
      });

      it("rejects an entry that is too long to be one", async () => {
        const body = aBody("x");
        const event = {
          type: "turn.closed",
          data: { seat: "verifier", turn: 0, calls: Array(40_000).fill(7), pending: [] },
        };
        const request = { ...remarks(stream, lease, ["x"]), events: [{ event, bodies: [body.id] }] };
        // Stores that write leaves find it while appending, the others when they hash it for a head.
        const attempt = async () => {
          await store.append(request as AppendRequest);
          await store.sign(stream, AT);
        };
        await expect(attempt()).rejects.toMatchObject({ code: "INPUT_TOO_LARGE" });
      });

      it("knows no stream that was not made", async () => {
        await expect(store.append(remarks(unknown, lease, ["a"]))).rejects.toMatchObject({ code: "NOT_FOUND" });
      });

      it("puts appends that are made together one behind the other, without a gap", async () => {
        const results = await Promise.all(Array.from({ length: 50 }, (_, n) => append([`text ${n}`, `more ${n}`])));
        const seqs = results.flatMap((result) => entriesOf(result).map((entry) => entry.seq));
        expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
        const read = await collect(store.read(stream));
        expect(read.map((entry) => entry.seq)).toEqual(Array.from({ length: 100 }, (_, n) => n));
      });

      it("gives each of several appends made together its own answer", async () => {
        const results = await Promise.allSettled([
          append(["a"], { expectedSize: 0 }),
          append(["b"], { expectedSize: 0 }),
          append(["c"], { bodies: [] }),
          append(["d"], { expectedSize: 1 }),
          append(["e"], { lease: null }),
        ]);
        const kinds = results.map((result) => (result.status === "fulfilled" ? result.value.kind : result.reason.code));
        expect(kinds).toEqual(["appended", "size-differs", "INTERNAL", "appended", "lease-lost"]);
        expect(await collect(store.read(stream))).toHaveLength(2);
      });
    });

    describe("read", () => {
      it("gives the entries as of the call", async () => {
        await append(["a", "b"]);
        const reading = store.read(stream);
        await append(["c"]);
        expect(await collect(reading)).toHaveLength(2);
      });

      it("goes on over more entries than fit in one piece", async () => {
        for (let n = 0; n < 5; n += 1) await append(Array.from({ length: 100 }, (_, index) => `${n}/${index}`));
        const read = await collect(store.read(stream, 3));
        expect(read.map((entry) => entry.seq)).toEqual(Array.from({ length: 497 }, (_, n) => n + 3));
      });

      it("rejects for a stream that was not made, when it is read", async () => {
        await expect(collect(store.read(unknown))).rejects.toMatchObject({ code: "NOT_FOUND" });
      });
    });

    describe("streams", () => {
      it("begins with the installation stream, whose first entry names the key", async () => {
        const [entry] = await collect(store.read(INSTALLATION_STREAM));
        expect(entry).toMatchObject({ type: "installation.created", seq: 0 });
      });

      it("makes a stream once", async () => {
        const name = `${stream}-a`;
        expect(await store.create(name, SALT, AT + 5)).toBe("created");
        expect(await store.create(name, new Uint8Array(32), AT + 9)).toBe("exists");
        expect(await store.create(INSTALLATION_STREAM, SALT, AT)).toBe("exists");
        const info = { stream: name, size: 0, createdAt: AT + 5, sealed: false, salt: SALT };
        expect(await store.info(name)).toEqual(info);
        expect(await store.info(unknown)).toBeNull();
        const names = (await store.list()).map((known) => known.stream);
        expect(names).toEqual(expect.arrayContaining([INSTALLATION_STREAM, stream, name]));
        expect(names).toEqual(names.toSorted());
      });

      it("refuses names and salts that no stream can have", async () => {
        for (const name of ["", "../x y", "a\nb", "é", "x".repeat(300)]) {
          await expect(store.create(name, SALT, AT)).rejects.toMatchObject({ code: "USAGE" });
        }
        await expect(store.create(unknown, new Uint8Array(3), AT)).rejects.toMatchObject({ code: "USAGE" });
      });
    });

    describe("leases", () => {
      it("go to one holder at a time, each with a larger fence than all before", async () => {
        expect(await store.acquire(stream, "worker-2", MINUTE, AT)).toBeNull();
        const again = await store.acquire(stream, "worker-1", MINUTE, AT + 1);
        expect(again?.fence).toBe(lease.fence + 1);
        expect(await append(["a"])).toEqual({ kind: "lease-lost" });
        const taken = await store.acquire(stream, "worker-2", MINUTE, AT + 1 + MINUTE);
        expect(taken).toEqual({
          stream,
          holder: "worker-2",
          fence: lease.fence + 2,
          expiresAt: AT + 1 + 2 * MINUTE,
        });
      });

      it("can be renewed until they pass on, and the older copy stays good", async () => {
        const renewed = await store.renew(lease, 3 * MINUTE, AT);
        expect(renewed).toEqual({ ...lease, expiresAt: AT + 3 * MINUTE });
        expect((await append(["a"], { at: AT + 2 * MINUTE })).kind).toBe("appended");
        const taken = await store.acquire(stream, "worker-2", MINUTE, AT + 3 * MINUTE);
        expect(taken).not.toBeNull();
        expect(await store.renew(lease, MINUTE, AT + 3 * MINUTE)).toBeNull();
      });

      it("end with their release, which only the holder can order", async () => {
        await store.release({ ...lease, fence: lease.fence + 5 });
        expect(await store.acquire(stream, "worker-2", MINUTE, AT)).toBeNull();
        await store.release(lease);
        expect(await append(["a"])).toEqual({ kind: "lease-lost" });
        const next = await store.acquire(stream, "worker-2", MINUTE, AT);
        expect(next?.fence).toBe(lease.fence + 1);
        await store.release(lease);
        expect((await append(["a"], { lease: next })).kind).toBe("appended");
      });

      it("are refused for a stream that was not made", async () => {
        await expect(store.acquire(unknown, "worker-1", MINUTE, AT)).rejects.toMatchObject({ code: "NOT_FOUND" });
      });
    });

    describe("heads", () => {
      it("sign the RFC 6962 root over the canonical entries, with the installation's key", async () => {
        await append(["a", "b", "c"]);
        const head = await store.sign(stream, AT);
        const leaves = (await collect(store.read(stream))).map(encodeEntry);
        expect(head.size).toBe(3);
        expect(head.root).toBe(Buffer.from(naiveRoot(leaves)).toString("hex"));

        const [first] = await collect(store.read(INSTALLATION_STREAM));
        if (first?.type !== "installation.created") throw new Error("the installation stream begins otherwise");
        const { installation, keyName, publicKey } = first.data;
        const key = verifyingKeyFromSpki(keyName, publicKey);
        expect(keyName).toBe(keyNameOf(installation));
        const opened = openCheckpoint(head.checkpoint, key === null ? [] : [key], "the test");
        expect(opened).toMatchObject({ installation, stream, size: 3 });
        expect(head.checkpoint.split("\n")[0]).toBe(`inquest/${installation}/${stream}`);
      });

      it("are the same for the same size, and others after an append", async () => {
        await append(["a"]);
        const head = await store.sign(stream, AT);
        expect(await store.sign(stream, AT + 1)).toEqual(head);
        await append(["b"]);
        expect((await store.sign(stream, AT + 2)).size).toBe(2);
      });

      it("can be signed for an empty stream", async () => {
        expect(await store.sign(stream, AT)).toMatchObject({ size: 0, root: sha256("") });
      });
    });

    describe("seals", () => {
      it("end a stream, and stand in the installation stream with their head", async () => {
        const incident = aBody("incident");
        const opening = { event: anOpening(SALT, incident.id), bodies: [incident.id] };
        await store.append({ ...remarks(stream, lease, []), events: [opening], bodies: [incident] });
        const head = await store.seal(stream, AT);
        expect(await append(["late"])).toEqual({ kind: "sealed" });
        expect((await store.info(stream))?.sealed).toBe(true);
        const entry = (await collect(store.read(INSTALLATION_STREAM))).at(-1);
        if (entry?.type !== "stream.sealed") throw new Error("no seal was journaled");
        expect(entry.data).toMatchObject({ stream, size: 1, root: head.root });
        const text = await store.body(INSTALLATION_STREAM, entry.data.head);
        expect(new TextDecoder().decode(text ?? undefined)).toBe(head.checkpoint);
      });

      it("are given once", async () => {
        await append(["a"]);
        const size = (await store.info(INSTALLATION_STREAM))?.size ?? 0;
        const head = await store.seal(stream, AT);
        expect(await store.seal(stream, AT + 1)).toEqual(head);
        expect(await collect(store.read(INSTALLATION_STREAM))).toHaveLength(size + 1);
      });

      it("are refused for the installation stream and for one that was not made", async () => {
        await expect(store.seal(INSTALLATION_STREAM, AT)).rejects.toMatchObject({ code: "USAGE" });
        await expect(store.seal(unknown, AT)).rejects.toMatchObject({ code: "NOT_FOUND" });
      });
    });

    it("answers nothing once it is closed, and closes twice", { timeout: OPENING_MS }, async () => {
      const closed = await open();
      await closed.close();
      await closed.close();
      const code = "STORE_UNUSABLE";
      await expect(closed.epoch()).rejects.toMatchObject({ code });
      await expect(closed.append(remarks(stream, lease, ["a"]))).rejects.toMatchObject({ code });
      await expect(collect(closed.read(INSTALLATION_STREAM))).rejects.toMatchObject({ code });
    });
  });
}

async function leased(store: Store, stream: string, holder: string): Promise<Lease> {
  const lease = await store.acquire(stream, holder, MINUTE, AT);
  if (lease === null) throw new Error("a stream that was just made is leased");
  return lease;
}

async function installationSalt(store: Store): Promise<Uint8Array> {
  const salt = (await store.info(INSTALLATION_STREAM))?.salt;
  if (!salt) throw new Error("the installation stream has no salt");
  return salt;
}

function entriesOf(result: AppendResult) {
  if (result.kind !== "appended") throw new Error(`the append ended as ${result.kind}`);
  return result.entries;
}

function withField<T extends { readonly data: object }>(event: T): T {
  return { ...event, data: { ...event.data, extra: 1 } };
}
