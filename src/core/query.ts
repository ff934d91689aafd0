import { z } from "zod";
import { CAPABILITIES, CapabilityName, type Params } from "./capability.js";
import { Json } from "./json.js";

/** A question to production: a capability and its parameters. */
export type Query = {
  readonly [C in CapabilityName]: {
    readonly capability: C;
    readonly params: Params<C>;
    /** The instance to ask (`integration/instance`); without it every one that answers the capability is asked. */
    readonly source?: string | undefined;
  };
}[CapabilityName];

const AnyQuery = z.strictObject({
  capability: CapabilityName,
  params: z.record(z.string(), Json),
  source: z.string().max(128).optional(),
});

/** A query whose parameters fit its capability; everything else is refused, unknown parameters too. */
export const Query = AnyQuery.transform((query, context): Query => {
  const params = CAPABILITIES[query.capability].params.safeParse(query.params);
  if (!params.success) {
    context.addIssue({ code: "custom", path: ["params"], message: z.prettifyError(params.error) });
    return z.NEVER;
  }
  return { ...query, params: params.data } as Query;
});
