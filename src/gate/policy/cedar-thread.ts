/**
 * Cedar in a thread of its own: what kills the WebAssembly instance kills this thread and nothing else. It is
 * started twice over, once to serve decisions from two slots, and once for every policy text that is checked.
 */
import { parentPort } from "node:worker_threads";
import cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { ThreadAnswer, ThreadRequest } from "./cedar-messages.js";

function answer(request: ThreadRequest): ThreadAnswer {
  switch (request.kind) {
    case "prepare": {
      const schema = cedar.preparseSchema(request.slot, request.schema);
      if (schema.type === "failure") return { kind: "prepared", problems: schema.errors.map((error) => error.message) };
      const set = cedar.preparsePolicySet(request.slot, { staticPolicies: { ...request.policies } });
      return { kind: "prepared", problems: set.type === "failure" ? set.errors.map((error) => error.message) : [] };
    }
    case "check":
      return {
        kind: "checked",
        answer: cedar.validate({ schema: request.schema, policies: { staticPolicies: { ...request.policies } } }),
      };
    case "decide":
      return {
        kind: "decided",
        answer: cedar.statefulIsAuthorized({
          ...request.call,
          preparsedSchemaName: request.slot,
          preparsedPolicySetId: request.slot,
          validateRequest: true,
        }),
      };
  }
}

parentPort?.on("message", ({ id, request }: { id: number; request: ThreadRequest }) => {
  try {
    parentPort?.postMessage({ id, answer: answer(request) });
  } catch (error) {
    // A panic leaves the instance in an undefined state for good: it must not answer again.
    parentPort?.postMessage({ id, answer: { kind: "threw", what: String(error) } satisfies ThreadAnswer });
    process.exit(1);
  }
});
