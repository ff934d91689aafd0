import { connect } from "node:net";
import type { EntityRef, RawRecord } from "../../../src/index.js";

const TIMEOUT_MS = 1_500;

export interface Door {
  readonly entity: EntityRef;
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** Whether a connection to the door opens, and if not, why (`ECONNREFUSED`, `timeout`, ...). */
export async function connectivityState(door: Door, now: number): Promise<RawRecord> {
  const { entity, host, address, port } = door;
  const startedAt = performance.now();
  const error = await failureToConnect(address, port);
  const ms = Math.round((performance.now() - startedAt) * 100) / 100;
  return {
    kind: "state",
    entity,
    aspect: "connectivity",
    time: now,
    fields: { host, port, open: error === null, error, ms },
  };
}

function failureToConnect(address: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: TIMEOUT_MS });
    const settle = (failure: string | null): void => {
      socket.destroy();
      resolve(failure);
    };
    socket.on("connect", () => settle(null));
    socket.on("timeout", () => settle("timeout"));
    socket.on("error", (error) => settle("code" in error ? String(error.code) : "error"));
  });
}
