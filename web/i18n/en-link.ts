// English words of a link that is damaged or not understood: which part, and what the page did instead.
import type { Dropped } from '../../sim-core/index.ts';

export const LINK_WORDS = {
  part: 'Part of this link could not be used.',
  rest: 'The rest is as it was sent.',
  clean: 'Copy a clean link',
  more: (n: number) =>
    n === 1 ? 'One more part was not usable either.' : `${n} more parts were not usable either.`,

  noise: 'The link’s scenario could not be read: the lecture’s case is shown.',
  version: (version: string, known: string) =>
    `The link’s scenario is written in version ${version}, of which this page reads ${known}: the lecture’s case is shown.`,
  changed: 'The link was cut off or changed on its way: what could be read of it is shown.',
  route: (route: string) =>
    `The link asks for the screen “${route}”, which is not there yet: the Lab is shown.`,
  time: 'The link’s time could not be read: the run opens where counting begins.',
  late: 'The link’s time is after the end of the run: the run opens where counting begins.',
  play: 'Whether to play could not be read: it plays or stands still as without that part.',
  theme: 'The link’s theme could not be read: light or dark is as on this computer.',
  unknown: (name: string) => `The link has a part “${name}”, which this page does not know: it is left out.`,

  unreadable: (part: string, instead: string) => `${part}: could not be read; ${instead}.`,
  refused: (part: string, reason: string, instead: string) =>
    `${part}: not possible as the link has it (${reason}); ${instead}.`,
  reason: (problem: string, remedy: string) => `${problem}; ${remedy}`,

  ofLane: (part: string, lane: number) => `${part} of lane ${lane}`,
  lane: (lane: number) => `Lane ${lane}`,
  laneName: 'The name',
  features: 'The features',
  lanes: 'The lanes',
  whatIf: 'A changed constant',
  capture: 'The capture',
  scenario: 'The scenario',
} as const;

/** What is so in place of what a repair let go of. */
export const INSTEAD: Record<Dropped, string> = {
  feature: 'the preset’s value is used',
  features: 'those of the preset are used',
  name: 'the lane has its usual name',
  lane: 'it is left out',
  constant: 'its usual value is used',
  field: 'the lecture’s value is used',
  settings: 'machine, traffic and constants are the lecture’s',
  lanes: 'the lecture’s lanes are shown',
};
