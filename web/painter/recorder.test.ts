// What arrives at a context by way of a list is what was called, whatever was left out because it was in force already.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Picture, Word } from './draw-list.ts';
import type { Hatch, Pen } from './pen.ts';
import { Recorder } from './recorder.ts';
import { replay } from './replay.ts';

const HATCH: Hatch = { colour: '#123', background: null, gap: 5, width: 1.6, dpr: 2 };

const SETTINGS = {
  fillStyle: ['#000', '#e00', 'rgb(1 2 3 / 0.5)', HATCH],
  strokeStyle: ['#000', '#0e0', HATCH],
  lineWidth: [0.5, 1, 2.4],
  lineCap: ['butt', 'round'],
  lineJoin: ['miter', 'round'],
  globalAlpha: [0, 0.38, 1],
  font: ['800 11.5px Archivo, sans-serif', '800 8px Archivo, sans-serif'],
  textAlign: ['start', 'center'],
  textBaseline: ['alphabetic', 'middle'],
} as const;

/** Numbers that each call takes; the last of an arc is said with a flag, dashes and texts have their own. */
const CALLS = {
  save: 0,
  restore: 0,
  setTransform: 6,
  translate: 2,
  scale: 2,
  beginPath: 0,
  closePath: 0,
  moveTo: 2,
  lineTo: 2,
  quadraticCurveTo: 4,
  bezierCurveTo: 6,
  rect: 4,
  clip: 0,
  fill: 0,
  stroke: 0,
  clearRect: 4,
  fillRect: 4,
  strokeRect: 4,
} as const;
/** Calls at which settings matter. */
const PAINTS = ['fill', 'stroke', 'fillRect', 'strokeRect', 'fillText'];

type Step = { set: keyof typeof SETTINGS; to: unknown } | { call: string; args: unknown[] };

const number = fc.double({ noNaN: true, min: -4000, max: 4000 });
const set = fc
  .constantFrom(...(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]))
  .chain((name) => fc.constantFrom(...SETTINGS[name]).map((to): Step => ({ set: name, to })));
const call = fc
  .constantFrom(...(Object.keys(CALLS) as (keyof typeof CALLS)[]))
  .chain((name) =>
    fc
      .array(number, { minLength: CALLS[name], maxLength: CALLS[name] })
      .map((args): Step => ({ call: name, args })),
  );
const arc = fc
  .tuple(number, number, number, number, number, fc.boolean())
  .map((args): Step => ({ call: 'arc', args }));
const dash = fc
  .array(number, { maxLength: 20 })
  .map((dashes): Step => ({ call: 'setLineDash', args: [dashes] }));
const text = fc
  .tuple(fc.constantFrom('A', 'B', 'AA'), number, number)
  .map((args): Step => ({ call: 'fillText', args }));
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: call }, set, arc, dash, text), { maxLength: 120 });

/** Keeps settings as a context does, and notes every call; one that paints with what is in force. */
class Paper {
  readonly seen: string[] = [];
  fillStyle: unknown = '#000000';
  strokeStyle: unknown = '#000000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';

  static make(): Paper & Pen {
    const paper = new Paper();
    const stack: unknown[][] = [];
    const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
    const inForce = () => names.map((name) => paper[name]);
    const note =
      (name: string) =>
      (...args: unknown[]) => {
        if (name === 'save') stack.push(inForce());
        const before = name === 'restore' ? stack.pop() : undefined;
        if (before !== undefined) for (const [i, each] of names.entries()) paper[each] = before[i] as never;
        const settings = PAINTS.includes(name) ? inForce() : [];
        paper.seen.push(JSON.stringify([name, args, settings]));
      };
    const calls = [...Object.keys(CALLS), 'arc', 'setLineDash', 'fillText'];
    return Object.assign(paper, Object.fromEntries(calls.map((name) => [name, note(name)]))) as never;
  }
}

function act(pen: Pen, list: readonly Step[]): void {
  for (const step of list) {
    if ('set' in step) pen[step.set] = step.to as never;
    else (pen[step.call as keyof Pen] as (...args: unknown[]) => void)(...step.args);
  }
}

/** The painter's side: words are kept from picture to picture. */
class Wall {
  readonly paper = Paper.make();
  private words: Word[] = [];

  hang({ list, length, words, afresh }: Picture): void {
    if (afresh) this.words = [];
    this.words.push(...words);
    replay(this.paper as never, list, length, this.words as string[]);
  }
}

/** A picture that leaves a save open, and one that ends it. */
const RESTORED: Step[][] = [
  [
    { set: 'lineWidth', to: 2.4 },
    { call: 'save', args: [] },
  ],
  [
    { call: 'restore', args: [] },
    { set: 'lineWidth', to: 0.5 },
    { call: 'stroke', args: [] },
  ],
];

test('what arrives is what was called, with the settings that were in force, picture after picture', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), (pictures) => {
      const recorder = new Recorder();
      const direct = Paper.make();
      const wall = new Wall();
      let back: Float64Array<ArrayBuffer> | undefined;
      for (const list of pictures) {
        // as the stage does, every picture sets what it paints with
        const whole = [
          ...Object.entries(SETTINGS).map(([name, [to]]) => ({ set: name, to }) as Step),
          ...list,
        ];
        act(direct, whole);
        recorder.begin(back);
        act(recorder, whole);
        const picture = recorder.finish(100, 50);
        wall.hang(picture);
        back = picture.list;
      }
      expect(wall.paper.seen).toEqual(direct.seen);
    }),
    { examples: [[RESTORED]] },
  );
});

test('a setting in force is not said twice, and again after a restore', () => {
  const recorder = new Recorder();
  recorder.begin(undefined);
  recorder.fillStyle = '#e00';
  recorder.fillStyle = '#e00';
  const once = recorder.finish(1, 1).length;
  recorder.begin(undefined);
  recorder.fillStyle = '#e00';
  recorder.save();
  recorder.fillStyle = '#000';
  recorder.restore();
  recorder.fillStyle = '#e00';
  recorder.fillStyle = '#000';
  const after = recorder.finish(1, 1);
  expect(once).toBe(2);
  // fill, save, fill, restore, fill: the colour that the restore brought back is left out
  expect(after.length).toBe(8);
});

test('words travel once, and are forgotten together when there are too many', () => {
  const recorder = new Recorder();
  const wall = new Wall();
  const direct = Paper.make();
  let sent = 0;
  let afresh = 0;
  for (let picture = 0; picture < 50; picture++) {
    recorder.begin(undefined);
    for (let i = 0; i < 200; i++) {
      const size = `${8 + picture + i / 200}px Archivo`;
      for (const pen of [recorder, direct]) {
        pen.font = size;
        pen.fillText('A', i, picture);
      }
    }
    const made = recorder.finish(1, 1);
    sent += made.words.length;
    if (made.afresh) afresh++;
    wall.hang(made);
  }
  expect(wall.paper.seen).toEqual(direct.seen);
  expect(afresh).toBeGreaterThan(0);
  expect(sent).toBeLessThan(50 * 202);
});

test('a number that is no call is refused', () => {
  expect(() => replay(Paper.make() as never, new Float64Array([99]), 1, [])).toThrow('99 is no call');
});
