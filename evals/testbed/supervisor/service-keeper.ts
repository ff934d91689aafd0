/** Keeps one service running: its desired configuration, its process, restarts, memory limit and health. */
import { readFileSync } from "node:fs";
import type { EntityRef, RawRecord } from "../../../src/index.js";
import { AT_REST, type Behaviour, type ToProcess } from "../control.js";
import { SERVICE_PORT, type ServiceSpec } from "../topology.js";
import { Child, type Exit } from "./child.js";
import { answersHealthCheck } from "./health-check.js";
import { readServiceLine } from "./log-line.js";
import type { Observe } from "./observe.js";
import { type ServiceStanding, serviceStates } from "./service-states.js";

export interface ServiceKeeperParts {
  readonly spec: ServiceSpec;
  readonly entity: EntityRef;
  /** The name under which others find it. */
  readonly host: string;
  /** Settings of its own that others may see and change. */
  readonly environment: Readonly<Record<string, string>>;
  /** Settings that the testbed needs and nobody sees. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly nextAddress: () => string;
  readonly hosts: () => Readonly<Record<string, string>>;
  /** Called when the service moved to another address. */
  readonly moved: (address: string) => void;
  readonly observe: Observe;
}

const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 20_000;
const STEADY_MS = 60_000;
const PAGE_BYTES = 4_096;
const WATCH_EVERY_MS = 500;
const UNHEALTHY_AFTER = 3;

export class ServiceKeeper {
  readonly #parts: ServiceKeeperParts;
  #environment: Readonly<Record<string, string>>;
  #version: string;
  #memoryLimitMb: number;
  /** The one that serves. */
  #child: Child | null = null;
  /** All that live: while a roll-out lasts there are two. */
  readonly #children = new Set<Child>();
  #address = "";
  #startedAt = 0;
  #restarts = 0;
  #backoffMs = FIRST_BACKOFF_MS;
  #lastExit: (Exit & { readonly reason: string }) | null = null;
  #behaviour: Behaviour = AT_REST;
  #failedProbes = 0;
  #stopping = false;
  #restartable = true;
  #killedForMemory = false;
  #restartTimer: NodeJS.Timeout | null = null;
  readonly #watch: NodeJS.Timeout;

  constructor(parts: ServiceKeeperParts) {
    this.#parts = parts;
    this.#environment = parts.environment;
    this.#version = parts.spec.version;
    this.#memoryLimitMb = parts.spec.memoryLimitMb;
    this.#watch = setInterval(() => this.#watchMemory(), WATCH_EVERY_MS);
  }

  get name(): string {
    return this.#parts.spec.name;
  }

  get entity(): EntityRef {
    return this.#parts.entity;
  }

  get address(): string {
    return this.#address;
  }

  get environment(): Readonly<Record<string, string>> {
    return this.#environment;
  }

  get version(): string {
    return this.#version;
  }

  get memoryLimitMb(): number {
    return this.#memoryLimitMb;
  }

  async start(): Promise<void> {
    const child = this.#spawn();
    await child.ready();
    this.#event("normal", "Started", `started ${this.name} ${this.#version}`);
  }

  send(message: ToProcess): void {
    this.#child?.send(message);
  }

  /** How it misbehaves from now on, also after a restart. */
  behave(behaviour: Behaviour): void {
    this.#behaviour = behaviour;
    this.send({ kind: "behaviour", behaviour });
  }

  /** Rolls out another configuration: the new process takes over when it is ready, then the old one drains. */
  async rollOut(next: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly version?: string;
    readonly memoryLimitMb?: number;
    readonly behaviour?: Behaviour;
  }): Promise<void> {
    const old = this.#child;
    this.#environment = next.environment ?? this.#environment;
    this.#version = next.version ?? this.#version;
    this.#memoryLimitMb = next.memoryLimitMb ?? this.#memoryLimitMb;
    this.#behaviour = next.behaviour ?? this.#behaviour;
    const child = this.#spawn();
    await child.ready();
    this.#event("normal", "Started", `started ${this.name} ${this.#version}`);
    if (old === null) return;
    this.#event("normal", "Stopping", `stopping the former instance of ${this.name}`);
    await old.stop();
  }

  kill(): void {
    this.#child?.kill();
  }

  /** Takes it out of service and leaves it so. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#watch);
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer);
    await Promise.all([...this.#children].map((child) => child.stop()));
  }

  /** The process dies, and nothing starts it again. */
  takeDown(): void {
    this.#restartable = false;
    this.kill();
  }

  async bringBack(): Promise<void> {
    this.#restartable = true;
    await this.start();
  }

  #spawn(): Child {
    const address = this.#parts.nextAddress();
    const child = new Child({
      entry: "service/main.ts",
      environment: {
        ...this.#environment,
        ...this.#parts.hidden,
        HOST: address,
        PORT: String(SERVICE_PORT),
        SERVICE_NAME: this.name,
        SERVICE_VERSION: this.#version,
        MEMORY_LIMIT_MB: String(this.#memoryLimitMb),
      },
      onLine: (line, from) => this.#line(line, from),
      onExit: (exit) => {
        this.#children.delete(child);
        this.#exited(child, exit);
      },
    });
    this.#children.add(child);
    child.send({ kind: "behaviour", behaviour: this.#behaviour });
    child.send({ kind: "hosts", hosts: this.#parts.hosts() });
    child.ready().then(
      () => {
        this.#child = child;
        this.#address = address;
        this.#startedAt = Date.now();
        this.#failedProbes = 0;
        this.#parts.moved(address);
      },
      () => undefined,
    );
    return child;
  }

  #line(line: string, from: "stdout" | "stderr"): void {
    const record = readServiceLine(line, from, this.entity, Date.now());
    if (record !== null) this.#parts.observe(record);
  }

  #exited(child: Child, exit: Exit): void {
    if (child !== this.#child && this.#child?.running === true) return;
    const reason = this.#killedForMemory ? "OOMKilled" : exit.code === 0 ? "Completed" : "Error";
    this.#lastExit = { ...exit, reason };
    if (this.#stopping) return;
    const how = exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`;
    if (this.#killedForMemory) {
      this.#event(
        "error",
        "OOMKilled",
        `${this.name} used more than its limit of ${this.#memoryLimitMb} MiB and was killed`,
      );
    } else this.#event("error", "Exited", `${this.name} ended with ${how}`);
    this.#killedForMemory = false;
    if (!this.#restartable) return;
    if (exit.at - this.#startedAt > STEADY_MS) this.#backoffMs = FIRST_BACKOFF_MS;
    const backoffMs = this.#backoffMs;
    this.#backoffMs = Math.min(MAX_BACKOFF_MS, 2 * backoffMs);
    if (backoffMs > FIRST_BACKOFF_MS)
      this.#event("warning", "BackOff", `restarting ${this.name} in ${backoffMs / 1_000} s`);
    this.#restartTimer = setTimeout(() => this.#restart(), backoffMs);
  }

  #restart(): void {
    this.#restarts += 1;
    this.start().catch(() => undefined);
  }

  #watchMemory(): void {
    const resident = this.residentBytes();
    if (resident === null || resident <= this.#memoryLimitMb * 1_048_576) return;
    this.#killedForMemory = true;
    this.kill();
  }

  /** Resident memory of the process in bytes, from /proc; null while it does not run. */
  residentBytes(): number | null {
    if (this.#child?.running !== true) return null;
    try {
      return Number(readFileSync(`/proc/${this.#child.pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
    } catch {
      return null;
    }
  }

  /** Whether it answers its health check, asked now. */
  async probe(): Promise<boolean> {
    const healthy = this.#child?.running === true && (await answersHealthCheck(this.#address));
    this.#failedProbes = healthy ? 0 : this.#failedProbes + 1;
    if (this.#failedProbes === UNHEALTHY_AFTER && !this.#stopping) {
      this.#event("warning", "Unhealthy", `${this.name} did not answer its health check ${UNHEALTHY_AFTER} times`);
    }
    return healthy;
  }

  /** How it stands, as a cluster would tell. */
  states(healthy: boolean, now: number): readonly RawRecord[] {
    const running = this.#child?.running === true;
    const stand: ServiceStanding = {
      entity: this.entity,
      now,
      running,
      healthy,
      pid: running ? (this.#child?.pid ?? null) : null,
      uptimeMs: running ? now - this.#startedAt : 0,
      restarts: this.#restarts,
      lastExit: this.#lastExit,
      residentBytes: this.residentBytes(),
      memoryLimitMb: this.#memoryLimitMb,
      version: this.#version,
      host: this.#parts.host,
      address: this.#address,
      environment: this.#environment,
    };
    return serviceStates(stand);
  }

  #event(severity: "normal" | "warning" | "error", reason: string, message: string): void {
    this.#parts.observe({ kind: "event", entity: this.entity, time: Date.now(), severity, reason, message, count: 1 });
  }
}
