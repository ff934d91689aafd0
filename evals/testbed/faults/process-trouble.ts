/** Faults of one process, with nothing changed around it. */
import type { Behaviour } from "../control.js";
import type { FaultDeclaration, FaultStep, FaultVariant } from "./fault.js";

type Place = readonly [topology: string, service: string, requestsPerSecond: number];

function troubled(fault: string, [topology, service, requestsPerSecond]: Place, step: FaultStep): FaultVariant {
  return {
    topology,
    requestsPerSecond,
    answer: { entity: `service:${topology}/${service}`, fault },
    acceptable: [],
    spared: [service],
    parameters: { service },
    steps: [step],
  };
}

function behaving(service: string, behaviour: Partial<Behaviour>): FaultStep {
  return { do: "behave", service, behaviour };
}

const PLACES: readonly Place[] = [
  ["shop", "payments", 40],
  ["bookshop", "basket", 36],
  ["canteen", "pantry", 44],
];

export const crashLoop: FaultDeclaration = {
  name: "crash-loop",
  about: "a service ends with an exception soon after each start",
  variants: PLACES.map((place) => {
    const crash = { afterMs: 3_000, message: "cannot read properties of undefined (reading 'length')" };
    return troubled("runtime/crash-loop", place, behaving(place[1], { crash }));
  }),
};

export const serviceDown: FaultDeclaration = {
  name: "service-down",
  about: "a service is gone and nothing starts it again",
  variants: PLACES.map((place) => troubled("runtime/service-down", place, { do: "take-down", service: place[1] })),
};

export const memoryKill: FaultDeclaration = {
  name: "memory-kill",
  about: "a service leaks and is killed at its memory limit, again and again",
  variants: PLACES.map((place) =>
    troubled("runtime/memory-kill", place, behaving(place[1], { leakBytesPerSecond: 48_000_000 })),
  ),
};

export const cpuSaturation: FaultDeclaration = {
  name: "cpu-saturation",
  about: "a service computes without end, and its requests wait for the processor",
  variants: PLACES.map((place) => troubled("runtime/cpu-saturation", place, behaving(place[1], { burnShare: 0.92 }))),
};
