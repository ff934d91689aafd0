/**
 * The tools of one investigation, by source. Registration is where a tool's declaration is held against what an
 * investigation may do: only the effect `read` gets in.
 */
import canonicalize from "canonicalize";
import { CAPABILITIES, type CapabilityName } from "../core/capability.js";
import { type Digest, sha256 } from "../core/digest.js";
import { InquestError } from "../core/errors.js";
import { Name } from "../core/events/define.js";
import type { Integration, Tool } from "../core/ports/integration.js";

const TIMEOUT_MAX_MS = 600_000;

export interface RegisteredTool {
  readonly tool: Tool;
  readonly integration: Integration;
}

/** Why a query has no tool. */
export type NoTool = { readonly kind: "none"; readonly code: "unregistered" | "unknown-source" };

export class ToolRegistry {
  readonly #tools: ReadonlyMap<string, readonly RegisteredTool[]>;
  readonly integrations: readonly Integration[];

  /** @throws InquestError `INTEGRATION_INVALID` */
  constructor(integrations: readonly Integration[]) {
    const tools = new Map<string, RegisteredTool[]>();
    const instances = new Set<string>();
    for (const integration of integrations) {
      if (instances.has(integration.instance))
        throw invalid(integration, "its instance is there twice", "give each instance its own name");
      instances.add(integration.instance);
      for (const tool of checkedTools(integration)) {
        tools.set(tool.capability, [
          ...(tools.get(tool.capability) ?? []),
          { tool: Object.freeze({ ...tool, fetch: tool.fetch.bind(tool), parse: tool.parse.bind(tool) }), integration },
        ]);
      }
    }
    this.#tools = tools;
    this.integrations = integrations;
  }

  /** The one tool for a capability at a source; without a source, where exactly one source answers. */
  resolve(capability: CapabilityName, source: string | undefined): RegisteredTool | NoTool {
    const candidates = this.#tools.get(capability) ?? [];
    const [tool, other] =
      source === undefined ? candidates : candidates.filter(({ integration }) => integration.instance === source);
    if (tool !== undefined && other === undefined) return tool;
    return { kind: "none", code: candidates.length === 0 && source === undefined ? "unregistered" : "unknown-source" };
  }
}

/** What an integration declares, in one digest: a tool that changes its declaration is noticed. */
export function manifestDigest(integration: Integration): Digest {
  const { manifest, instance, labels } = integration;
  const tools = integration.tools.map(
    ({ id, capability, effect, dataClass, provenance, cost, costs, timeoutMs, requests, parser }) => ({
      id,
      capability,
      effect,
      dataClass,
      provenance,
      cost,
      ...(costs === undefined ? {} : { costs }),
      timeoutMs,
      requests,
      parser,
    }),
  );
  return sha256(canonicalize({ name: manifest.name, version: manifest.version, instance, labels, tools }) ?? "");
}

function checkedTools(integration: Integration): readonly Tool[] {
  const { manifest, instance } = integration;
  if (!Name.safeParse(instance).success || !instance.startsWith(`${manifest.name}/`)) {
    throw invalid(
      integration,
      `its instance \`${instance}\` is not \`${manifest.name}/…\``,
      "name instances `integration/instance`",
    );
  }
  const ids = new Set<string>();
  for (const tool of integration.tools) {
    const wrong = wrongAbout(tool, manifest.name);
    if (wrong !== null)
      throw invalid(integration, `its tool \`${tool.id}\` ${wrong}`, "correct the integration's manifest");
    if (ids.has(tool.id))
      throw invalid(integration, `its tool \`${tool.id}\` is there twice`, "give each tool its own id");
    ids.add(tool.id);
  }
  return integration.tools;
}

function wrongAbout(tool: Tool, integration: string): string | null {
  if (tool.effect !== "read") return `declares the effect \`${String(tool.effect)}\`: an investigation only reads`;
  if (!Object.hasOwn(CAPABILITIES, tool.capability)) return "answers no capability that there is";
  if (tool.id !== `${integration}.${tool.capability}`) return `is not named \`${integration}.${tool.capability}\``;
  if (!Name.safeParse(tool.parser).success) return "names no parser";
  if ([tool, ...(tool.costs ?? [])].some(({ cost }) => !Number.isSafeInteger(cost) || cost < 0))
    return "has no cost in whole calls";
  if (!Number.isSafeInteger(tool.timeoutMs) || tool.timeoutMs < 1 || tool.timeoutMs > TIMEOUT_MAX_MS) {
    return `has no time-out between 1 and ${TIMEOUT_MAX_MS} ms`;
  }
  return null;
}

function invalid(integration: Integration, what: string, remedy: string): InquestError {
  return new InquestError("INTEGRATION_INVALID", { what, where: `integration \`${integration.instance}\``, remedy });
}
