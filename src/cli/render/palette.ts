import picocolors from "picocolors";
import type { Palette } from "../app-types.js";

/** What colours mean in what we print; without colours every text stays as it is. */
export function paletteOf(colour: boolean): Palette {
  const { bold, cyan, dim, green, red, yellow } = picocolors.createColors(colour);
  return {
    heading: (text) => bold(cyan(text)),
    good: (text) => bold(green(text)),
    bad: red,
    warning: yellow,
    quiet: dim,
    name: bold,
  };
}
