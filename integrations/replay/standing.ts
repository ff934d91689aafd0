/** How flags, queues, services of nodes and connections stand: four small questions to the stream of states. */
import { sameEntity } from "../../src/core/entity.js";
import { shellWord, sqlSelect, sqlWindow } from "./question-text.js";
import { answerStates, aspectOfEntity, namesEntity } from "./snapshots.js";
import { outside, type StreamQuestion } from "./stream-question.js";

export const flagsList: StreamQuestion<"flags.list", "states"> = {
  capability: "flags.list",
  stream: "states",
  aspects: ["flag"],
  provenance: "observed",
  answer({ window }, view) {
    const asked = sqlSelect("*", "flags", sqlWindow("time", window));
    return answerStates(view, {
      matches: ({ aspect }) => aspect === "flag",
      entity: undefined,
      window,
      snapshotOf: aspectOfEntity,
      covers: (view.declared.entities ?? []).filter(({ kind }) => kind === "flag"),
      asked,
    });
  },
};

export const queuesStatus: StreamQuestion<"queues.status", "states"> = {
  capability: "queues.status",
  stream: "states",
  aspects: ["queue"],
  provenance: "observed",
  answer({ entity, window }, view) {
    const asked = "rabbitmqctl list_queues name messages_ready messages_unacknowledged consumers";
    return answerStates(view, {
      matches: (state) => state.aspect === "queue" && (entity === undefined || sameEntity(state.entity, entity)),
      entity,
      window,
      snapshotOf: aspectOfEntity,
      covers: entity === undefined ? (view.declared.entities ?? []).filter(({ kind }) => kind === "queue") : [entity],
      asked,
    });
  },
};

export const nodeServices: StreamQuestion<"node.services", "states"> = {
  capability: "node.services",
  stream: "states",
  aspects: ["node-service"],
  provenance: "observed",
  answer({ node, service }, view) {
    const asked = `systemctl status --host=${shellWord(node.name)} -- ${service === undefined ? "'*'" : shellWord(service)}`;
    const wanted = service?.toLowerCase();
    return answerStates(view, {
      matches: ({ aspect, entity, fields }) =>
        aspect === "node-service" &&
        sameEntity(entity, node) &&
        (wanted === undefined ||
          [fields["service"], fields["name"]].some(
            (name) => typeof name === "string" && name.toLowerCase() === wanted,
          )),
      entity: node,
      window: undefined,
      snapshotOf: aspectOfEntity,
      covers: [node],
      asked,
    });
  },
};

/** `from` and `port` narrow to checks that name them; a check that names none says nothing about a given one. */
export const connectivityCheck: StreamQuestion<"connectivity.check", "states"> = {
  capability: "connectivity.check",
  stream: "states",
  aspects: ["connectivity"],
  provenance: "observed",
  answer({ to, port, from }, view) {
    const asked = `${from === undefined ? "" : `# from ${shellWord(from.name)}\n`}nc -z -v -- ${shellWord(to.name)} ${port ?? "<port>"}`;
    const draft = answerStates(view, {
      matches: ({ aspect, entity, fields }) =>
        aspect === "connectivity" &&
        sameEntity(entity, to) &&
        (port === undefined || Number(fields["port"]) === port) &&
        (from === undefined || namesEntity(fields["from"], from)),
      entity: to,
      window: undefined,
      snapshotOf: (state) => `${aspectOfEntity(state)} ${JSON.stringify([state.fields["from"], state.fields["port"]])}`,
      covers: [to],
      asked,
    });
    // A check that nobody made says nothing: this is no census, as the other states are.
    return draft.records.length === 0 ? outside("the recording holds no such check", asked) : draft;
  },
};
