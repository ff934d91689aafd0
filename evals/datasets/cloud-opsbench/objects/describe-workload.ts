/** Deployments, stateful sets, daemon sets, replica sets and jobs. */
import { type Fields, known, said, whole } from "../fields.js";
import { child, listOf, type OutlineNode, textAt } from "../text/outline.js";
import { pairsOf } from "../text/pairs.js";
import { conditionsOf, podSpec } from "./pod-template.js";

export function describedWorkload(lines: readonly OutlineNode[]): Fields {
  const selector = textAt(lines, "Selector");
  const template = child(lines, "Pod Template");
  const { spec, status } = scaleOf(lines);
  return {
    spec: known({
      ...spec,
      selector: selector === undefined ? undefined : { matchLabels: pairsOf([selector]) },
      strategy: strategyOf(textAt(lines, "StrategyType") ?? textAt(lines, "Update Strategy")),
      minReadySeconds: whole(textAt(lines, "MinReadySeconds")),
      template: template === undefined ? undefined : templateOf(template.children),
    }),
    status: known({
      ...status,
      conditions: conditionsOf(child(lines, "Conditions")),
      newReplicaSet: said(textAt(lines, "NewReplicaSet")?.split(" ", 1)[0]),
      oldReplicaSets: said(textAt(lines, "OldReplicaSets")),
    }),
  };
}

function strategyOf(type: string | undefined): Fields | undefined {
  return type === undefined || type === "" ? undefined : { type };
}

function templateOf(lines: readonly OutlineNode[]): Fields {
  return { metadata: { labels: pairsOf(listOf(child(lines, "Labels"))) }, spec: podSpec(lines) };
}

type Numbers = { readonly [name: string]: number | Fields | undefined };

/** How many are wanted, and how many there are. */
function scaleOf(lines: readonly OutlineNode[]): { readonly spec: Numbers; readonly status: Numbers } {
  const pods = podsOf(textAt(lines, "Pods Status"));
  const scheduled = whole(textAt(lines, "Desired Number of Nodes Scheduled"));
  if (scheduled !== undefined) {
    return {
      spec: {},
      status: {
        pods,
        desiredNumberScheduled: scheduled,
        currentNumberScheduled: whole(textAt(lines, "Current Number of Nodes Scheduled")),
        updatedNumberScheduled: whole(textAt(lines, "Number of Nodes Scheduled with Up-to-date Pods")),
        numberAvailable: whole(textAt(lines, "Number of Nodes Scheduled with Available Pods")),
        numberMisscheduled: whole(textAt(lines, "Number of Nodes Misscheduled")),
      },
    };
  }
  return replicasOf(textAt(lines, "Replicas") ?? "", textAt(lines, "MinReadySeconds"), pods);
}

/** `2 desired | 2 updated | 2 total | 1 available | 1 unavailable`, or `1 current / 2 desired`. */
function replicasOf(
  text: string,
  minReady: string | undefined,
  pods: Fields | undefined,
): { readonly spec: Numbers; readonly status: Numbers } {
  const count = (word: string): number | undefined => whole(new RegExp(`(\\d{1,9}) ${word}\\b`).exec(text)?.[1]);
  const desired = count("desired");
  const total = count("total") ?? count("current");
  const available = count("available");
  // Without a time to be ready for, what is available is what is ready; and of nothing nothing is ready.
  const ready = minReady === "0" ? available : total === 0 ? 0 : undefined;
  return {
    // How many are ready must be known beside how many are wanted: alone it would read as none ready.
    spec: { replicas: ready === undefined ? undefined : desired },
    status: {
      pods,
      desiredReplicas: desired,
      replicas: total,
      updatedReplicas: count("updated"),
      availableReplicas: available,
      unavailableReplicas: count("unavailable"),
      readyReplicas: ready,
    },
  };
}

/** `1 Running / 0 Waiting / 0 Succeeded / 0 Failed`. */
function podsOf(text: string | undefined): Fields | undefined {
  if (text === undefined) return undefined;
  const count = (word: string): number | undefined => whole(new RegExp(`(\\d{1,9}) ${word}\\b`).exec(text)?.[1]);
  return known({
    running: count("Running"),
    waiting: count("Waiting"),
    succeeded: count("Succeeded"),
    failed: count("Failed"),
  });
}
