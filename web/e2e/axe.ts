// What axe finds on the page, or on a part of it, once nothing moves.
import axe from 'axe-core';
import type { Page } from '@playwright/test';

/** Rules that read colours; all others find the same in any theme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * The broken rules and where, as text; empty is well. `within` is a selector: the page around it has tests of its own.
 * `rules`: those alone.
 */
export async function axeFindings(page: Page, within?: string, rules?: string[]): Promise<string[]> {
  // what has not finished fading in has not its colours yet
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== 'running'));
  // half a megabyte of text: once a page
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ within, rules }) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const context = within === undefined ? document : { include: [within] };
      const runOnly = rules === undefined ? undefined : { type: 'rule' as const, values: rules };
      // what passes need not be told
      const { violations } = await axe.run(context, { resultTypes: ['violations'], runOnly });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`);
    },
    { within, rules },
  );
}

/** The same in both themes, in the dark for what reads colours; the page ends in the light one. */
export async function axeFindingsInBoth(page: Page, within?: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const rules = theme === 'dark' ? OF_COLOUR : undefined;
    found.push(...(await axeFindings(page, within, rules)).map((each) => `${theme}: ${each}`));
  }
  return found;
}
