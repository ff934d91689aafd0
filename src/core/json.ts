import { z } from "zod";
import type { JsonValue } from "./readonly.js";

/** A JSON value; integers beyond 2^53 and finer times arrive as strings (see `strict-json`). */
export const Json: z.ZodType<JsonValue> = z.json();
export type Json = JsonValue;
export type JsonObject = { readonly [key: string]: JsonValue };
