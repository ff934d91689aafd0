import type { AppendRequest, AppendResult, Store } from "../../src/core/ports/store.js";

/** The same store with another `append`: to count, to hold up, or to die at one. */
export function withAppend<S extends Store>(store: S, append: (request: AppendRequest) => Promise<AppendResult>): S {
  return new Proxy(store, {
    get(target, property) {
      if (property === "append") return append;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
