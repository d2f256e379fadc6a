// How many cases properties try: fewer where the same tests run once for every change on purpose (.ci/mutate).

/** `n`, or a share of it. */
export function runs(n: number): number {
  return Math.ceil(n / Number(process.env.FEWER_RUNS ?? 1));
}
