// What breaks the import table for now. Entries may be taken out, never added; one that is no longer needed fails the check.

export interface Exception {
  file: string;
  /** Target of the import, or the forbidden word. */
  what: string;
  why: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    file: 'sim-core/checks/properties.ts',
    what: 'sim-core/paths/simulation.ts',
    why: 'names the type of the run that it judges; only tests and the soak use it',
  },
];
