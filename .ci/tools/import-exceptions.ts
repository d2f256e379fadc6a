// What breaks the import table for now. Entries may be taken out, never added; one that is no longer needed fails the check.

export interface Exception {
  file: string;
  /** Target of the import, or the forbidden word. */
  what: string;
  why: string;
}

const ADDRESS = {
  what: 'web/share/address.ts',
  why: 'the address is one of the Lab’s inputs; app could hand it over',
};
const THEME = { what: 'web/app/theme.ts', why: 'the theme belongs to ui' };

export const EXCEPTIONS: readonly Exception[] = [
  { file: 'web/lab/lab-screen.tsx', ...ADDRESS },
  { file: 'web/lab/use-address-sync.ts', ...ADDRESS },
  { file: 'web/lab/use-opening.ts', ...ADDRESS },
  {
    file: 'web/lab/refused.tsx',
    what: 'web/share/codec.ts',
    why: 'asks whether another input would be possible; stores could answer',
  },
  { file: 'web/lab/lab-screen.tsx', ...THEME },
  { file: 'web/lab/use-opening.ts', ...THEME },
  {
    file: 'sim-core/checks/properties.ts',
    what: 'sim-core/paths/simulation.ts',
    why: 'names the type of the run that it judges; only tests and the soak use it',
  },
];
