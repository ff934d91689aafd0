/** Services, and the endpoints that stand behind them. */
import type { Json } from "../../../../src/index.js";
import { type Fields, known, said, whole, wholeOrText } from "../fields.js";
import { child, isNone, listOf, type OutlineNode, textAt } from "../text/outline.js";
import { commaList, pairsOf } from "../text/pairs.js";
import { cells } from "../text/table.js";

export function describedService(lines: readonly OutlineNode[]): Fields {
  const selector = child(lines, "Selector");
  const endpoints = lines.filter(({ key }) => key === "Endpoints");
  return {
    spec: known({
      type: said(textAt(lines, "Type")),
      clusterIP: said(textAt(lines, "IP")),
      externalName: said(textAt(lines, "External Name")),
      selector: selector === undefined ? undefined : pairsOf(listOf(selector)),
      ports: portsOf(lines),
      sessionAffinity: said(textAt(lines, "Session Affinity")),
    }),
    status: known({
      endpoints: endpoints.length === 0 ? undefined : [...new Set(endpoints.flatMap(({ value }) => commaList(value)))],
    }),
  };
}

/** Each `Port:` begins a port; what follows until the next one belongs to it. */
function portsOf(lines: readonly OutlineNode[]): Json[] {
  const ports: { [name: string]: Json | undefined }[] = [];
  for (const { key, value } of lines) {
    const last = ports.at(-1);
    if (key === "Port") ports.push(portOf(value));
    else if (last === undefined) continue;
    else if (key === "TargetPort") last["targetPort"] = wholeOrText(value.split("/", 1)[0] ?? value);
    else if (key === "NodePort") last["nodePort"] = whole(cells(value).at(-1)?.split("/", 1)[0]);
  }
  return ports.map(known);
}

/** `http  80/TCP`, `<unset>  80/TCP`. */
function portOf(value: string): { [name: string]: Json | undefined } {
  const parts = value.split(/\s+/, 2);
  const [port = "", protocol] = (parts.at(-1) ?? "").split("/", 2);
  const name = parts.length === 2 && !isNone(parts[0] ?? "") ? parts[0] : undefined;
  return { name, port: wholeOrText(port), protocol };
}

/** The subsets, each with its ports, and all ready addresses in one list. */
export function describedEndpoints(lines: readonly OutlineNode[]): Fields {
  const subsets = child(lines, "Subsets")?.children ?? [];
  const found: { addresses: string[]; notReadyAddresses: string[]; ports: Fields[] }[] = [];
  for (const { key, value, children } of subsets) {
    if (key === "Addresses") found.push({ addresses: commaList(value), notReadyAddresses: [], ports: [] });
    const last = found.at(-1);
    if (key === "NotReadyAddresses") last?.notReadyAddresses.push(...commaList(value));
    if (key === "Ports") last?.ports.push(...subsetPorts(children));
  }
  const addresses = found.flatMap((subset) =>
    subset.addresses.flatMap((address) =>
      subset.ports.length === 0 ? [address] : subset.ports.map(({ port }) => `${address}:${String(port)}`),
    ),
  );
  return { addresses, notReadyAddresses: found.flatMap((subset) => subset.notReadyAddresses), subsets: found };
}

function subsetPorts(rows: readonly OutlineNode[]): Fields[] {
  return rows.flatMap(({ text }): Fields[] => {
    const [name = "", port, protocol] = cells(text);
    const number = whole(port);
    return number === undefined ? [] : [known({ name: isNone(name) ? undefined : name, port: number, protocol })];
  });
}
