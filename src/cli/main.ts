#!/usr/bin/env node
// Loads no more than the command line's own grammar: what a command needs is imported when it runs.
import { run } from "./run.js";

process.exitCode = await run(process.argv.slice(2), process, process);
