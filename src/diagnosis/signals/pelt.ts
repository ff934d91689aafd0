/**
 * Optimal partitioning of a series into pieces of constant level: the sum over the pieces of the squared
 * distances from their means, plus a penalty for each change, is least. Found with PELT (Killick, Fearnhead,
 * Eckley 2012, "Optimal detection of changepoints with a linear computational cost", section 3): a last change
 * that cannot become the best one any more is dropped. Where there is no change little can be dropped, so
 * candidates are also kept in blocks with a lower bound each: a piece never gets cheaper by another point, so what
 * a block cost once it costs at least, and a block that cannot win is not priced again. The result equals that of
 * the plain search over all partitions.
 */
export interface PeltOptions {
  /** What one change costs, in the units of the squared values. */
  readonly penalty: number;
  /** The least number of points in a piece. */
  readonly minLength: number;
}

const BLOCK = 32;

/** Indices at which a new piece begins, ascending, without 0. `values` must be finite. */
export function changePoints(values: ArrayLike<number>, { penalty, minLength }: PeltOptions): readonly number[] {
  const count = values.length;
  const shortest = Math.max(1, minLength);
  if (count < 2 * shortest) return [];
  const search = new Search(values, penalty, shortest);
  const lastChange = new Int32Array(count + 1);
  for (let end = shortest; end <= count; end += 1) {
    lastChange[end] = search.extendTo(end);
    if (end % BLOCK === 0) search.prune(end);
  }
  const changes: number[] = [];
  for (let end = lastChange[count] ?? 0; end > 0; end = lastChange[end] ?? 0) changes.push(end);
  return changes.reverse();
}

class Search {
  readonly #penalty: number;
  readonly #shortest: number;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #inverse: Float64Array;
  /** Least cost of the first so many points, a change at their end included. */
  readonly #best: Float64Array;
  // The candidates for the last change, side by side so that pricing reads memory in order.
  #open = 0;
  readonly #start: Int32Array;
  readonly #sum: Float64Array;
  /** Least cost up to the start, less the sum of squares before it. */
  readonly #base: Float64Array;
  /** The end at which it was seen to be beaten; 0: not yet. */
  readonly #beatenAt: Int32Array;
  /** What all of a block's candidates cost at least. */
  readonly #bound: Float64Array;
  #cheapest = 0;
  #least = 0;

  constructor(values: ArrayLike<number>, penalty: number, shortest: number) {
    const size = values.length + 1;
    this.#penalty = penalty;
    this.#shortest = shortest;
    this.#sums = new Float64Array(size);
    this.#squares = new Float64Array(size);
    this.#accumulate(values);
    this.#inverse = Float64Array.from({ length: size }, (_, length) => 1 / length);
    this.#best = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.#best[0] = -penalty;
    this.#start = new Int32Array(size);
    this.#sum = new Float64Array(size);
    this.#base = new Float64Array(size);
    this.#beatenAt = new Int32Array(size);
    this.#bound = new Float64Array(Math.ceil(size / BLOCK)).fill(Number.POSITIVE_INFINITY);
  }

  /** The best partition of the first `end` points; where its last piece begins. */
  extendTo(end: number): number {
    this.#admit(end - this.#shortest);
    this.#least = Number.POSITIVE_INFINITY;
    const favourite = Math.floor(this.#cheapest / BLOCK);
    this.#priceBlock(favourite, end);
    const blocks = Math.ceil(this.#open / BLOCK);
    for (let block = 0; block < blocks; block += 1) {
      if (block !== favourite && (this.#bound[block] as number) < this.#least) this.#priceBlock(block, end);
    }
    this.#best[end] = this.#least + this.#penalty;
    return this.#start[this.#cheapest] as number;
  }

  /**
   * Drops what cannot become the best any more. A candidate that costs more at some end than the best partition
   * with a change there is beaten by that one at every later end, but only once a piece that begins there is long
   * enough: until then it stays.
   */
  prune(end: number): void {
    const bound = this.#best[end] as number;
    const winner = this.#start[this.#cheapest] as number;
    let kept = 0;
    this.#bound.fill(Number.POSITIVE_INFINITY);
    for (let index = 0; index < this.#open; index += 1) {
      const cost = this.#costOf(index, end);
      const beaten = this.#beatenAt[index] || (cost > bound ? end : 0);
      if (beaten !== 0 && end - beaten >= this.#shortest - 1) continue;
      this.#start[kept] = this.#start[index] as number;
      this.#sum[kept] = this.#sum[index] as number;
      this.#base[kept] = this.#base[index] as number;
      this.#beatenAt[kept] = beaten;
      if (this.#start[kept] === winner) this.#cheapest = kept;
      const block = Math.floor(kept / BLOCK);
      this.#bound[block] = Math.min(this.#bound[block] as number, cost);
      kept += 1;
    }
    this.#open = kept;
  }

  #admit(begin: number): void {
    const reached = this.#best[begin] as number;
    if (reached === Number.POSITIVE_INFINITY) return;
    const index = this.#open++;
    this.#start[index] = begin;
    this.#sum[index] = this.#sums[begin] as number;
    this.#base[index] = reached - (this.#squares[begin] as number);
    this.#beatenAt[index] = 0;
    const block = Math.floor(index / BLOCK);
    this.#bound[block] = Math.min(this.#bound[block] as number, reached);
  }

  #costOf(index: number, end: number): number {
    const piece = (this.#sums[end] as number) - (this.#sum[index] as number);
    const length = end - (this.#start[index] as number);
    return (
      (this.#base[index] as number) + (this.#squares[end] as number) - piece * piece * (this.#inverse[length] as number)
    );
  }

  #priceBlock(block: number, end: number): void {
    const to = Math.min(this.#open, (block + 1) * BLOCK);
    let lowest = Number.POSITIVE_INFINITY;
    for (let index = block * BLOCK; index < to; index += 1) {
      const cost = this.#costOf(index, end);
      if (cost < lowest) lowest = cost;
      if (cost < this.#least) {
        this.#least = cost;
        this.#cheapest = index;
      }
    }
    this.#bound[block] = lowest;
  }

  /** Running sums about the mean, so that a large level costs no precision. */
  #accumulate(values: ArrayLike<number>): void {
    let mean = 0;
    for (let index = 0; index < values.length; index += 1) mean += ((values[index] ?? 0) - mean) / (index + 1);
    for (let index = 0; index < values.length; index += 1) {
      const value = (values[index] ?? 0) - mean;
      this.#sums[index + 1] = (this.#sums[index] as number) + value;
      this.#squares[index + 1] = (this.#squares[index] as number) + value * value;
    }
  }
}
