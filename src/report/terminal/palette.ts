type Paint = (text: string) => string;

/** Colours, by what they mean. Whoever prints decides whether there are any. */
export interface Palette {
  readonly heading: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warning: Paint;
  readonly quiet: Paint;
  readonly name: Paint;
}

const plain: Paint = (text) => text;

export const PLAIN: Palette = { heading: plain, good: plain, bad: plain, warning: plain, quiet: plain, name: plain };
