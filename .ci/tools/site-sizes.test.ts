// The built site keeps within its budgets.
import { expect, test } from 'vitest';
import { SIZE_BUDGETS, type SiteSizes, weighSite } from './site-sizes.ts';

test('first JavaScript, worker, lazy pieces, CSS and fonts keep within their budgets', async () => {
  const sizes = await weighSite();
  for (const name of Object.keys(SIZE_BUDGETS) as (keyof SiteSizes)[]) {
    expect(sizes[name], name).toBeGreaterThan(0);
    expect(sizes[name], name).toBeLessThanOrEqual(SIZE_BUDGETS[name]);
  }
}, 120_000);
