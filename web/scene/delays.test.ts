// The share of delays that a counter names: so many took no longer, and of the delay before it fewer did.
import { expect, test } from 'vitest';
import { quantileIndex } from './delays.ts';

test.each([0.5, 0.9, 0.99, 1])('%d of the delays took no longer, and no shorter one will do', (q) => {
  for (let count = 1; count <= 256; count++) {
    const at = quantileIndex(count, q);
    expect((at + 1) / count).toBeGreaterThanOrEqual(q);
    expect(at / count).toBeLessThan(q);
    expect(at).toBeLessThan(count);
  }
});
