import type { Json } from "../../../src/index.js";

export type Level = "debug" | "info" | "warn" | "error";
export type Fields = Readonly<Record<string, Json>>;

/** Structured lines on stdout, one JSON object each: what a collector tails. */
export class Logger {
  readonly #service: string;
  readonly #version: string;

  constructor(service: string, version: string) {
    this.#service = service;
    this.#version = version;
  }

  write(level: Level, message: string, fields: Fields = {}): void {
    const line = { time: Date.now(), level, service: this.#service, version: this.#version, msg: message, ...fields };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }

  info(message: string, fields?: Fields): void {
    this.write("info", message, fields);
  }

  warn(message: string, fields?: Fields): void {
    this.write("warn", message, fields);
  }

  error(message: string, fields?: Fields): void {
    this.write("error", message, fields);
  }
}
