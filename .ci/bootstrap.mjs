// `npm start`, `npm test` and `npm run build`: install what is missing, build what has changed, then run.
// Plain JavaScript without dependencies, since it runs before any is there; and this file in a syntax that an old
// Node still reads, so that it can say what it lacks.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

// The same bound as `engines` in package.json; a test holds the two together.
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    [
      `Node ${process.versions.node} is too old: Inquest needs 20.19 or newer`,
      `  where: ${process.execPath}`,
      "  remedy: install Node 24 (https://nodejs.org/en/download) and run the command again",
    ].join("\n"),
  );
  process.exit(2);
}

// Loaded only now, since the rest is written for the Node that was asked for.
const { main } = await import("./setup/commands.mjs");
await main(process.argv.slice(2));
