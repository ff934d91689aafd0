/** Randomness, through a port: the operating system's in production, seeded in tests. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** A fresh id that sorts by time of making: the prefix, a time and 80 random bits in lower-case base 32. */
  id(prefix: string): string;
}
