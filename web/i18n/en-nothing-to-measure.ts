// A run whose measuring window had no packet, in words.
export const NOTHING_TO_MEASURE = {
  title: 'This run has nothing to measure.',
  says: (warmsUp: boolean) =>
    `No packet arrives ${warmsUp ? 'between its warm-up and its end' : 'before it ends'}. Under “more” it can run for longer${warmsUp ? ', or warm up for less' : ''}.`,
} as const;
