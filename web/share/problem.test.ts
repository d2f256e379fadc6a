// Where problems go: the issues of the project whose site this is, and nowhere else.
import { expect, it } from 'vitest';
import { issuesAddress } from './problem.ts';

it('knows the project of a site on GitHub Pages, and of no other', () => {
  const at = (hostname: string, pathname: string) => issuesAddress({ hostname, pathname });
  expect(at('someone.github.io', '/67ns/')).toBe('https://github.com/someone/67ns/issues/new');
  expect(at('someone.github.io', '/')).toBeNull();
  expect(at('localhost', '/67ns/')).toBeNull();
  expect(at('evil.example', '/67ns/')).toBeNull();
});
