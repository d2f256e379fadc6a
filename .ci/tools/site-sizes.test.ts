// The built site keeps within its budgets. What the page cannot begin without is weighed by `npm run bench -- sizes`.
import { expect, test, vi } from 'vitest';
import { SIZE_BUDGETS, type SiteSizes, weighSite } from './site-sizes.ts';

test('worker, lazy pieces, CSS and fonts keep within their budgets', async () => {
  // else React comes with what it brings for development
  vi.stubEnv('NODE_ENV', 'production');
  const sizes = await weighSite();
  const held: (keyof SiteSizes)[] = ['worker', 'largestLazyPiece', 'css', 'fonts'];
  for (const name of held) {
    expect(sizes[name], name).toBeGreaterThan(0);
    expect(sizes[name], name).toBeLessThanOrEqual(SIZE_BUDGETS[name]);
  }
  vi.unstubAllEnvs();
}, 120_000);
