import { generateKeyPairSync } from "node:crypto";
import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createKeyFile, readKeyFile, replaceKeyFile } from "../../src/journal/key-file.js";
import { privateKeyFromSeed } from "../../src/journal/keys.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const seed = (byte: number) => new Uint8Array(32).fill(byte);

describe("the key file", () => {
  it("is made once, whole, for its owner's eyes only, and read back", () => {
    const folder = temporaryFolder();
    const path = join(folder, "signing-key.pem");
    expect(readKeyFile(path)).toBeNull();
    const made = createKeyFile(path, seed(1));
    expect(made.equals(privateKeyFromSeed(seed(1)))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readKeyFile(path)?.equals(made)).toBe(true);
    expect(readdirSync(folder)).toEqual(["signing-key.pem"]);
  });

  it("stays as it is when a second process makes one as well, who gets the first one's", () => {
    const path = join(temporaryFolder(), "signing-key.pem");
    const first = createKeyFile(path, seed(1));
    expect(createKeyFile(path, seed(2)).equals(first)).toBe(true);
  });

  it("gives way to another key on a rotation", () => {
    const path = join(temporaryFolder(), "signing-key.pem");
    createKeyFile(path, seed(1));
    replaceKeyFile(path, privateKeyFromSeed(seed(2)));
    expect(readKeyFile(path)?.equals(privateKeyFromSeed(seed(2)))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("is refused when the group or others may read it, with the command that mends it", () => {
    const path = join(temporaryFolder(), "signing-key.pem");
    createKeyFile(path, seed(1));
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(path, mode);
      const message = `mode ${mode.toString(8).padStart(4, "0")}`;
      expect(() => readKeyFile(path)).toThrow(expect.objectContaining({ code: "STORE_UNUSABLE" }));
      expect(() => readKeyFile(path)).toThrow(message);
      expect(() => readKeyFile(path)).toThrow(`chmod 600 ${path}`);
    }
  });

  it("is refused when it holds something else", () => {
    const path = join(temporaryFolder(), "signing-key.pem");
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ format: "pem", type: "pkcs8" });
    for (const content of ["", "hello", "x".repeat(10_000), rsa.toString()]) {
      writeFileSync(path, content, { mode: 0o600 });
      expect(() => readKeyFile(path)).toThrow(expect.objectContaining({ code: "STORE_UNUSABLE" }));
    }
  });

  it("can't be made in a folder that isn't there", () => {
    const path = join(temporaryFolder(), "missing", "signing-key.pem");
    expect(() => createKeyFile(path, seed(1))).toThrow(expect.objectContaining({ code: "STORE_UNUSABLE" }));
  });
});
