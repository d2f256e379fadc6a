// The built site keeps within its budgets.
import { expect, test, vi } from 'vitest';
import { SIZE_BUDGETS, type SiteSizes, weighSite } from './site-sizes.ts';

test('what a first visit loads keeps within its budgets, piece by piece', async () => {
  // else React comes with what it brings for development
  vi.stubEnv('NODE_ENV', 'production');
  const sizes = await weighSite();
  for (const name of Object.keys(SIZE_BUDGETS) as (keyof SiteSizes)[]) {
    expect(sizes[name], name).toBeGreaterThan(0);
    expect(sizes[name], name).toBeLessThanOrEqual(SIZE_BUDGETS[name]);
  }
  vi.unstubAllEnvs();
}, 120_000);
