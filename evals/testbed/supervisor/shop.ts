/**
 * A running shop: its databases, services, visitors and collector, with the few things that can be done to it.
 *
 * 1. Everything listens on loopback alone.
 * 2. What `start` began, `stop` ends, also after a failed start; what outlives a killed supervisor ends by itself.
 */
import type { Server } from "node:http";
import type pg from "pg";
import type { EntityRef, Json, RawRecord } from "../../../src/index.js";
import type { Behaviour } from "../control.js";
import { SeededRandom } from "../seeded-random.js";
import {
  DATABASE_PORT,
  databaseEntity,
  hostName,
  METRICS_PORT,
  SERVICE_PORT,
  type ServiceSpec,
  serviceEntity,
  type Topology,
} from "../topology.js";
import { AddressPool } from "./address-pool.js";
import { Child } from "./child.js";
import { COLLECTOR_PORT, startCollector } from "./collector.js";
import { connectivityState, type Door } from "./connectivity.js";
import { DatabaseKeeper } from "./database-keeper.js";
import { declaredSettings } from "./declared.js";
import type { Observe } from "./observe.js";
import { ServiceKeeper } from "./service-keeper.js";

export interface ShopOptions {
  readonly topology: Topology;
  readonly seed: number;
  readonly requestsPerSecond: number;
  readonly observe: Observe;
}

/** Who changed something, and under which number. */
export interface ChangeNote {
  readonly by: string;
  readonly reference: string;
  readonly summary: string;
}

export interface ScrapeTarget {
  readonly entity: EntityRef;
  /** The address when the target is asked; a service moves. */
  readonly url: () => string;
}

export class Shop {
  readonly topology: Topology;
  readonly #options: ShopOptions;
  readonly #addresses: AddressPool;
  readonly #hosts: Record<string, string> = {};
  readonly #services = new Map<string, ServiceKeeper>();
  readonly #databases = new Map<string, DatabaseKeeper>();
  readonly #flags: Record<string, boolean>;
  readonly #sessions = new Set<pg.Client>();
  #collector: Server | null = null;
  #collectorAddress = "";
  #load: Child | null = null;
  #loadAddress = "";

  constructor(options: ShopOptions) {
    this.topology = options.topology;
    this.#options = options;
    this.#flags = { ...options.topology.flags };
    // Two runs beside each other must not meet: the network is drawn from the process, not from the seed.
    this.#addresses = new AddressPool(new SeededRandom(process.pid * 7_919 + options.seed));
  }

  get flags(): Readonly<Record<string, boolean>> {
    return this.#flags;
  }

  get services(): readonly ServiceKeeper[] {
    return [...this.#services.values()];
  }

  get databases(): readonly DatabaseKeeper[] {
    return [...this.#databases.values()];
  }

  async start(): Promise<void> {
    this.#collectorAddress = this.#addresses.next();
    this.#collector = await startCollector(this.#collectorAddress, (name) => this.find(name), this.#options.observe);
    await Promise.all(this.topology.databases.map((spec) => this.#startDatabase(spec.name)));
    // Callees first: nobody starts before those whom it calls have an address.
    for (const spec of this.topology.services) this.#services.set(spec.name, this.#makeService(spec));
    await Promise.all(this.services.map((service) => service.start()));
    this.#spreadHosts();
    await this.#startLoad();
  }

  async stop(): Promise<void> {
    await this.#load?.stop();
    await Promise.all([...this.#sessions].map((session) => session.end().catch(() => undefined)));
    await Promise.all(this.services.map((service) => service.stop()));
    await Promise.all(this.databases.map((database) => database.stop()));
    this.#collector?.closeAllConnections();
    this.#collector?.close();
  }

  /** The entity that goes by that name in the shop; null for a stranger. */
  find(name: string): EntityRef | null {
    if (this.topology.services.some((service) => service.name === name)) return serviceEntity(this.topology, name);
    if (this.topology.databases.some((database) => database.name === name)) return databaseEntity(this.topology, name);
    return null;
  }

  service(name: string): ServiceKeeper {
    const found = this.#services.get(name);
    if (found === undefined) throw new RangeError(`the shop has no service \`${name}\``);
    return found;
  }

  database(name: string): DatabaseKeeper {
    const found = this.#databases.get(name);
    if (found === undefined) throw new RangeError(`the shop has no database \`${name}\``);
    return found;
  }

  scrapeTargets(): readonly ScrapeTarget[] {
    return [
      ...this.services.map((service) => ({
        entity: service.entity,
        url: () => `http://${service.address}:${SERVICE_PORT}/metrics`,
      })),
      ...this.databases.map((database) => ({
        entity: database.entity,
        url: () => `http://${database.address}:${METRICS_PORT}/metrics`,
      })),
      {
        entity: { kind: "process", namespace: this.topology.namespace, name: "synthetic-visitors" } as const,
        url: () => `http://${this.#loadAddress}:${SERVICE_PORT}/metrics`,
      },
    ];
  }

  /** Changes settings of a service and rolls it out. */
  async configure(name: string, settings: Readonly<Record<string, string>>, note: ChangeNote): Promise<void> {
    const service = this.service(name);
    const before = service.environment;
    const fields = Object.entries(settings).map(([key, after]) => ({
      path: `environment.${key}`,
      before: before[key] ?? null,
      after,
    }));
    this.#change(service.entity, "configuration", note, fields);
    await service.rollOut({ environment: { ...before, ...settings } });
  }

  /** Releases a version. What the version does wrong, if anything, is its behaviour. */
  async deploy(name: string, version: string, note: ChangeNote, behaviour?: Behaviour): Promise<void> {
    const service = this.service(name);
    this.#change(service.entity, "deploy", note, [{ path: "version", before: service.version, after: version }]);
    await service.rollOut({ version, ...(behaviour !== undefined && { behaviour }) });
  }

  setFlag(flag: string, value: boolean, note: ChangeNote): void {
    const entity: EntityRef = { kind: "flag", namespace: this.topology.namespace, name: flag };
    this.#change(entity, "flag", note, [{ path: "enabled", before: this.#flags[flag] ?? null, after: value }]);
    this.#flags[flag] = value;
  }

  /** Records a change of something that no process of the shop reads. */
  noteChange(
    entity: EntityRef,
    kind: "configuration" | "other" | "infrastructure",
    note: ChangeNote,
    fields: ChangeFields,
  ): void {
    this.#change(entity, kind, note, fields);
  }

  setLoad(requestsPerSecond: number, attempts = 1): void {
    this.#load?.send({ kind: "load", requestsPerSecond, attempts });
  }

  /** A session to a database that is ended with the shop at the latest. */
  async openSession(database: string, application: string, user: string): Promise<pg.Client> {
    const session = await this.database(database).session({ application, user });
    this.#sessions.add(session);
    session.on("end", () => this.#sessions.delete(session));
    return session;
  }

  /** Something that happened to a job. */
  jobEvent(job: string, reason: "JobStarted" | "JobCompleted" | "JobFailed", message: string): void {
    this.#options.observe({
      kind: "event",
      entity: { kind: "process", namespace: this.topology.namespace, name: job },
      time: Date.now(),
      severity: reason === "JobFailed" ? "warning" : "normal",
      reason,
      message,
      count: 1,
    });
  }

  /** How everything stands now. */
  async states(): Promise<readonly RawRecord[]> {
    const now = Date.now();
    const services = await Promise.all(
      this.services.map(async (service) => service.states(await service.probe(), now)),
    );
    const databases = await Promise.all(this.databases.map((database) => database.states(now).catch(() => [])));
    const flags = Object.entries(this.#flags).map(
      ([name, enabled]): RawRecord => ({
        kind: "state",
        entity: { kind: "flag", namespace: this.topology.namespace, name },
        aspect: "flag",
        time: now,
        fields: { enabled },
      }),
    );
    const doors = await Promise.all(this.#doors().map((door) => connectivityState(door, now)));
    return [...services.flat(), ...databases.flat(), ...doors, ...flags];
  }

  /** Where services and databases are to be reached. */
  #doors(): readonly Door[] {
    const door =
      (port: number) =>
      (kept: ServiceKeeper | DatabaseKeeper): Door => {
        return { entity: kept.entity, host: hostName(this.topology, kept.name), address: kept.address, port };
      };
    return [...this.services.map(door(SERVICE_PORT)), ...this.databases.map(door(DATABASE_PORT))];
  }

  async #startDatabase(name: string): Promise<void> {
    const { topology } = this;
    const spec = topology.databases.find((database) => database.name === name);
    if (spec === undefined) return;
    const address = this.#addresses.next();
    this.#hosts[hostName(topology, name)] = address;
    const services = topology.services.filter((service) => service.database === name).map((service) => service.name);
    const roles = [...services, "jobs", "oncall", "analytics"];
    const entity = databaseEntity(topology, name);
    const database = new DatabaseKeeper({ spec, entity, address, roles, observe: this.#options.observe });
    this.#databases.set(name, database);
    await database.start();
  }

  #makeService(spec: ServiceSpec): ServiceKeeper {
    const host = hostName(this.topology, spec.name);
    return new ServiceKeeper({
      spec,
      entity: serviceEntity(this.topology, spec.name),
      host,
      environment: declaredSettings(this.topology, spec),
      hidden: {
        TOPOLOGY: this.topology.namespace,
        SEED: String(this.#options.seed + this.topology.services.indexOf(spec)),
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://${this.#collectorAddress}:${COLLECTOR_PORT}/v1/traces`,
      },
      nextAddress: () => this.#addresses.next(),
      hosts: () => this.#hosts,
      moved: (address) => {
        this.#hosts[host] = address;
        this.#spreadHosts();
      },
      observe: this.#options.observe,
    });
  }

  async #startLoad(): Promise<void> {
    this.#loadAddress = this.#addresses.next();
    this.#load = new Child({
      entry: "load/main.ts",
      environment: { TOPOLOGY: this.topology.namespace, SEED: String(this.#options.seed), HOST: this.#loadAddress },
      onLine: () => undefined,
      onExit: () => undefined,
    });
    this.#load.send({ kind: "hosts", hosts: this.#hosts });
    await this.#load.ready();
    this.setLoad(this.#options.requestsPerSecond);
  }

  #spreadHosts(): void {
    const message = { kind: "hosts", hosts: this.#hosts } as const;
    for (const service of this.services) service.send(message);
    this.#load?.send(message);
  }

  #change(
    entity: EntityRef,
    change: "deploy" | "configuration" | "flag" | "other" | "infrastructure",
    note: ChangeNote,
    fields: ChangeFields,
  ): void {
    this.#options.observe({ kind: "change", entity, time: Date.now(), change, ...note, fields });
  }
}

type ChangeFields = readonly { readonly path: string; readonly before: Json; readonly after: Json }[];
