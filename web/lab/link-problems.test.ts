// What is said of a damaged link: plain words for every part that a link may have, and what the page did instead.
import { describe, expect, it } from 'vitest';
import { decodeLink } from '../../sim-core/index.ts';
import { FEATURE_CODES, FIELD_CODES } from '../../sim-core/scenario/link-codes.ts';
import { LINK_WORDS } from '../i18n/en-link.ts';
import { partName, problemSentences, problemWords } from './link-problems.ts';

const said = (link: string) => decodeLink(link).problems.map(problemWords);

describe('a damaged link', () => {
  it('is said with its parts by their names on the page, and with what is so instead', () => {
    expect(said('{broken')).toEqual(['The link’s scenario could not be read: the lecture’s case is shown.']);
    expect(said('1*to5*tl40*laddio*fw99*gb9*lafoo*gb2*qq1*tvx')).toEqual([
      'The link was cut off or changed on its way: what could be read of it is shown.',
      'Lane 2: could not be read; it is left out.',
      'Largest burst of lane 2: could not be read; the preset’s value is used.',
      'The link has a part “qq1”, which this page does not know: it is left out.',
      'Virtual machines: could not be read; the lecture’s value is used.',
      'Load: not possible as the link has it (the load is above 0 and at most line rate); the lecture’s value is used.',
      'Cache ways for DMA of lane 1: not possible as the link has it (is 99; must be a whole number from 1 to 32); the preset’s value is used.',
    ]);
  });
  it('says why a combination cannot be', () => {
    expect(said('1*lasriov*gi0')[1]).toMatch(
      /of lane 1: not possible as the link has it \(false cannot be in lane/,
    );
  });
  it('does not go into a lane that is left out', () => {
    const sentences = problemSentences(decodeLink('1*lafoo*gb2*fwx*latrap*fwx').problems);
    expect(sentences.filter((each) => each.includes('lane 1'))).toEqual([]);
    expect(sentences.slice(1)).toEqual([
      'Lane 1: could not be read; it is left out.',
      'Cache ways for DMA of lane 2: could not be read; the preset’s value is used.',
    ]);
  });
  it('has a name for every field and feature that a link may hold', () => {
    for (const [path] of Object.values(FIELD_CODES))
      expect(partName(path, 0), path).not.toBe(LINK_WORDS.scenario);
    for (const [name] of Object.values(FEATURE_CODES)) {
      expect(partName(name, 2), name).not.toBe(LINK_WORDS.ofLane(LINK_WORDS.features, 2));
      expect(partName(`lanes[0].features.${name}`, 2)).toBe(partName(name, 2));
    }
  });
  it('names no part by its letters in the address', () => {
    const words = ['time', 'late', 'play', 'theme', 'noise', 'changed'] as const;
    for (const kind of words)
      expect(problemWords({ kind })).not.toMatch(/(?<!’)\b(s|t|play is|nanoseconds)\b/);
  });
  it('counts what is too much to be said one by one', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ kind: 'unknown' as const, name: `part${i}` }));
    expect(problemSentences(many.slice(0, 4))).toHaveLength(4);
    expect(problemSentences(many)).toHaveLength(4);
    expect(problemSentences(many).at(-1)).toBe(LINK_WORDS.more(6));
  });
});
