// The one table of commands: keyboard, help sheet and menus come from it; what they are called is in the words.
import type { LaneFocus } from './targets.ts';

/** Columns of the key sheet, in order. */
export const COMMAND_GROUPS = ['Time', 'Lanes', 'Look', 'Do'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Command {
  id: string;
  group: CommandGroup;
  /** Key names as KeyboardEvent.key has them; `Shift+` in front where shift is asked for. */
  keys: readonly string[];
  /** How the help sheet writes the keys. */
  shown: readonly string[];
  /** A single letter or sign that assistive technology may want for itself: can be switched off. */
  letter?: boolean;
  run: (target: CommandTarget, key: string) => void;
}

/** What commands act on. The Lab gives it. */
export interface CommandTarget extends LaneFocus {
  togglePlay(): void;
  step(): void;
  stepBack(): void;
  /** One packet time forward (1) or back (−1). */
  stepPacketTime(direction: 1 | -1): void;
  slower(): void;
  faster(): void;
  /** The time tray, with its field for going to a moment. */
  openTime(): void;
  openFind(): void;
  /** Event by event, or true to time again. */
  togglePaced(): void;
  /** Round in the next twenty packet times, or no more. */
  toggleLoop(): void;
  toStart(): void;
  toEnd(): void;
  toggleTheme(): void;
  openPresets(): void;
  openMachine(): void;
  openCapture(): void;
  help(): void;
  share(): void;
  selfCheck(): void;
  palette(): void;
  fates(): void;
  undo(): void;
  redo(): void;
  close(): void;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const COMMANDS: readonly Command[] = [
  {
    id: 'play',
    group: 'Time',
    keys: [' '],
    shown: ['Space'],
    run: (t) => t.togglePlay(),
  },
  {
    id: 'step',
    group: 'Time',
    keys: ['ArrowRight', '.'],
    shown: ['→', '.'],
    run: (t) => t.step(),
  },
  {
    id: 'step-back',
    group: 'Time',
    keys: ['ArrowLeft', ','],
    shown: ['←', ','],
    run: (t) => t.stepBack(),
  },
  {
    id: 'packet-time',
    group: 'Time',
    keys: ['Shift+ArrowRight', 'Shift+ArrowLeft'],
    shown: ['Shift →', 'Shift ←'],
    run: (t, key) => t.stepPacketTime(key.endsWith('Right') ? 1 : -1),
  },
  {
    id: 'slower',
    group: 'Time',
    keys: ['[', '-'],
    shown: ['[', '-'],
    run: (t) => t.slower(),
  },
  {
    id: 'faster',
    group: 'Time',
    keys: [']', '+', '=', 'Shift++'],
    shown: [']', '+'],
    run: (t) => t.faster(),
  },
  {
    id: 'time',
    group: 'Time',
    keys: ['g'],
    shown: ['G'],
    letter: true,
    run: (t) => t.openTime(),
  },
  {
    id: 'find',
    group: 'Time',
    keys: ['/'],
    shown: ['/'],
    letter: true,
    run: (t) => t.openFind(),
  },
  {
    id: 'paced',
    group: 'Time',
    keys: ['b'],
    shown: ['B'],
    letter: true,
    run: (t) => t.togglePaced(),
  },
  {
    id: 'loop',
    group: 'Time',
    keys: ['o'],
    shown: ['O'],
    letter: true,
    run: (t) => t.toggleLoop(),
  },
  {
    id: 'start',
    group: 'Time',
    keys: ['Home'],
    shown: ['Home'],
    run: (t) => t.toStart(),
  },
  { id: 'end', group: 'Time', keys: ['End'], shown: ['End'], run: (t) => t.toEnd() },
  {
    id: 'lane',
    group: 'Lanes',
    keys: DIGITS,
    shown: ['1', '…', '9'],
    run: (t, key) => t.focusLane(Number(key) - 1),
  },
  ...(
    [
      ['v', 'vmdq'],
      ['s', 'sriov'],
      ['d', 'ddio'],
      ['u', 'dpdk'],
    ] as const
  ).map(
    ([key, chip]): Command => ({
      id: `flip-${chip}`,
      group: 'Lanes',
      keys: [key],
      shown: [key.toUpperCase()],
      letter: true,
      run: (t) => t.flipInFocus(chip),
    }),
  ),
  {
    id: 'features',
    group: 'Lanes',
    keys: ['e'],
    shown: ['E'],
    letter: true,
    run: (t) => t.openFeatures(),
  },
  {
    id: 'lane-menu',
    group: 'Lanes',
    keys: ['Shift+F10', 'ContextMenu'],
    shown: ['Shift F10'],
    run: (t) => t.openLaneMenu(),
  },
  {
    id: 'lane-rename',
    group: 'Lanes',
    keys: ['F2'],
    shown: ['F2'],
    run: (t) => t.renameLane(),
  },
  {
    id: 'lane-duplicate',
    group: 'Lanes',
    keys: ['Ctrl+d'],
    shown: ['Ctrl D'],
    run: (t) => t.duplicateLane(),
  },
  {
    id: 'lane-move',
    group: 'Lanes',
    keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'],
    shown: ['Alt ←', 'Alt →'],
    run: (t, key) => t.moveLane(key === 'ArrowLeft' ? -1 : 1),
  },
  {
    id: 'lane-remove',
    group: 'Lanes',
    keys: ['Delete'],
    shown: ['Delete'],
    run: (t) => t.removeLane(),
  },
  {
    id: 'hide-before',
    group: 'Lanes',
    keys: ['h'],
    shown: ['H'],
    letter: true,
    run: (t) => t.hideRunsBefore(),
  },
  {
    id: 'theme',
    group: 'Look',
    keys: ['t'],
    shown: ['T'],
    letter: true,
    run: (t) => t.toggleTheme(),
  },
  {
    id: 'presets',
    group: 'Do',
    keys: ['w'],
    shown: ['W'],
    letter: true,
    run: (t) => t.openPresets(),
  },
  {
    id: 'machine',
    group: 'Do',
    keys: ['m'],
    shown: ['M'],
    letter: true,
    run: (t) => t.openMachine(),
  },
  {
    id: 'open-capture',
    group: 'Do',
    keys: ['Ctrl+o'],
    shown: ['Ctrl O'],
    run: (t) => t.openCapture(),
  },
  { id: 'undo', group: 'Do', keys: ['Ctrl+z'], shown: ['Ctrl Z'], run: (t) => t.undo() },
  {
    id: 'redo',
    group: 'Do',
    keys: ['Ctrl+y', 'Ctrl+Shift+z'],
    shown: ['Ctrl Y'],
    run: (t) => t.redo(),
  },
  {
    id: 'share',
    group: 'Do',
    keys: ['c'],
    shown: ['C'],
    letter: true,
    run: (t) => t.share(),
  },
  {
    id: 'self-check',
    group: 'Do',
    keys: ['x'],
    shown: ['X'],
    letter: true,
    run: (t) => t.selfCheck(),
  },
  {
    id: 'palette',
    group: 'Do',
    keys: ['Ctrl+k'],
    shown: ['Ctrl K'],
    run: (t) => t.palette(),
  },
  {
    id: 'fates',
    group: 'Look',
    keys: ['f'],
    shown: ['F'],
    letter: true,
    run: (t) => t.fates(),
  },
  {
    id: 'close',
    group: 'Look',
    keys: ['Escape'],
    shown: ['Esc'],
    run: (t) => t.close(),
  },
  {
    id: 'help',
    group: 'Look',
    keys: ['?', 'Shift+?'],
    shown: ['?'],
    run: (t) => t.help(),
  },
];
