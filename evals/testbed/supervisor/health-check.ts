import { request } from "node:http";
import { SERVICE_PORT } from "../topology.js";

const TIMEOUT_MS = 2_000;

/** Whether the process at that address answers its health check with 200 in time. */
export function answersHealthCheck(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request({ host: address, port: SERVICE_PORT, path: "/healthz", timeout: TIMEOUT_MS, agent: false });
    asking.on("timeout", () => asking.destroy());
    asking.on("error", () => resolve(false));
    asking.on("response", (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asking.end();
  });
}
