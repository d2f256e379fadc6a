// The ring in every order of steps, small teams: rules I1 to I6 for every kind of ring (H27, H28), each mistake caught.
import { describe, expect, it } from 'vitest';
import {
  createMachine,
  type Exploration,
  type ExploreOptions,
  explore as exploreAll,
  initialState,
  type RingChoice,
  type RingMachine,
  step,
  type ThreadPlan,
  violations,
} from './index.ts';
import { expectSound, get, put, ring, STARTS, WRAP } from './threads-for-test.ts';

/** Far more states than any team here has: a search that loses its way ends soon. */
const LIMIT = 20_000;

const RELAXED = { producers: 'rts', consumers: 'rts', reach: 3 } as const;
const SERIALIZED = { producers: 'hts', consumers: 'hts' } as const;

function explore(machine: RingMachine, options: ExploreOptions = {}): Exploration {
  return exploreAll(machine, { limit: LIMIT, ...options });
}

// every set of sizes is in explore-whole.test.ts
describe('H27: safe in every order of steps', () => {
  it.each(STARTS)('small teams on indices from %i', (start) => {
    const small = (choice: Partial<RingChoice>, ...threads: ThreadPlan[]) =>
      expectSound(ring({ start, ...choice }), threads, LIMIT);
    for (const all of [true, false]) {
      small({}, put(2, all, 2), get(3, all, 2));
      small({}, put(1, all), put(3, all), get(2, all));
      small({ filled: 2 }, get(1, all), get(2, all));
      small({ producers: 'sp', consumers: 'sp' }, put(2, all, 2), get(2, all, 2));
    }
  });

  it('a ring for exactly four objects', () => {
    expectSound(ring({ exact: 4 }), [put(3, false), put(2, false), get(3, false)], LIMIT);
    const full = createMachine(ring({ exact: 4 }), []);
    expect([full.size, full.capacity]).toEqual([8, 4]);
  });
});

describe('H28: the other ways to keep threads apart', () => {
  it.each([
    ['rts', 3],
    ['rts', 0],
    ['hts', 3],
  ] as const)('%s that may be %i ahead', (mode, reach) => {
    const threads = [put(1, false), put(2, false), get(2, false)];
    expectSound(ring({ producers: mode, consumers: mode, reach }), threads, LIMIT);
    expectSound(
      ring({ producers: mode, consumers: mode, reach, filled: 3 }),
      [get(1, false), get(2, false)],
      LIMIT,
    );
  });

  it('only mp waits for an earlier thread before it returns', () => {
    const threads = [put(1), put(1), put(1)];
    const waits = (mode: 'mp' | 'rts' | 'hts') =>
      explore(createMachine(ring({ producers: mode, reach: 3 }), threads));
    expect(waits('mp').waitingToPublish).toBeGreaterThan(0);
    expect(waits('rts').waiting).toBe(0);
    expect(waits('hts').waitingToPublish).toBe(0);
    // one operation at a time: they wait before they begin
    expect(waits('hts').waiting).toBeGreaterThan(0);
  });
});

// The reference counts 59, 326 and 2287 states for these three, with indices modulo 16. It does not say how many
// objects an operation moves, nor what makes up a state. No grouping of micro-steps that was tried (checks with the
// load or the swap, copies as one, waiting with publishing, logs in or out of the state, one to three objects a thread)
// gives all three of its numbers; the nearest, E5 with E6 and two objects a bulk, gives 58, 316 and 2132 to 2544.
// Here every micro-step E0 … E6 is one of its own, a state also holds which object belongs to which place, and the
// indices are true 32-bit numbers, which changes nothing: the counts are the same from every start.
describe('counts of states', () => {
  const teams: [string, ThreadPlan[], ThreadPlan[], number, number][] = [
    ['2 producers', [put(1), put(1)], [put(2), put(2)], 92, 86],
    ['2 producers, 1 consumer', [put(1), put(1), get(1)], [put(2), put(2), get(2)], 512, 460],
    ['2 and 2', [put(1), put(1), get(1), get(1)], [put(2), put(2), get(2), get(2)], 3606, 3098],
  ];

  it.each(teams)('%s', (_name, ones, twos, ofOnes, ofTwos) => {
    for (const start of [0, 14, 15, WRAP - 2, WRAP - 1]) {
      expect(explore(createMachine(ring({ start }), ones)).states).toBe(ofOnes);
      expect(explore(createMachine(ring({ start }), twos)).states).toBe(ofTwos);
    }
  });

  // found by this explorer while every rule holds; a change in what a step does or sees shows in one of them
  const kinds: [Partial<RingChoice>, ThreadPlan[], ExploreOptions, number[]][] = [
    [{}, [put(1), put(2), get(2)], {}, [522, 1198, 4, 28, 28]],
    [{}, [put(1), put(2), get(2)], { fuseChecks: true }, [303, 657, 4, 21, 21]],
    [{}, [put(2), put(3), get(2)], { groupCopies: true }, [388, 860, 6, 0, 0]],
    [RELAXED, [put(1), put(2), get(2)], {}, [1239, 2987, 4, 0, 0]],
    [{ ...RELAXED, reach: 1 }, [put(1), put(2), put(1)], {}, [3114, 7759, 6, 213, 0]],
    [{ ...RELAXED, reach: 0 }, [put(1), put(2), get(2)], {}, [681, 1556, 4, 45, 0]],
    [{ ...RELAXED, filled: 3 }, [get(1), get(2)], {}, [215, 369, 1, 0, 0]],
    [SERIALIZED, [put(1), put(2), get(2)], {}, [311, 651, 4, 20, 0]],
    [{ ...SERIALIZED, filled: 3 }, [get(1, true, 2), get(2, false)], {}, [119, 197, 2, 10, 0]],
  ];

  it.each(kinds)('%j with %j, %j', (choice, threads, options, expected) => {
    const found = explore(createMachine(ring(choice), threads), options);
    const { states, transitions, finals, waiting, waitingToPublish } = found;
    expect([states, transitions, finals, waiting, waitingToPublish]).toEqual(expected);
  });

  it('gives up loudly beyond its limit', () => {
    expect(() => explore(createMachine(ring({}), [put(1), put(1)]), { limit: 50 })).toThrow(/50 states/);
  });

  it('copies as one step leave out only what happens between them', () => {
    const machine = createMachine(ring({}), [put(3), put(3), get(3)]);
    const all = explore(machine);
    const grouped = explore(machine, { groupCopies: true });
    expect(grouped.states).toBeLessThan(all.states);
    expect(grouped.finals).toBe(all.finals);
  });
});

describe('mistakes are caught', () => {
  it('a producer that publishes one too many', () => {
    const machine = createMachine(ring({ variant: 'plus-one' }), [put(1, true, 2)]);
    expect(explore(machine).broken?.violation.rule).toBe('I1');
    // nobody's saved head ever equals the tail again: the second enqueue hangs
    expect(explore(machine, { pastRules: true }).hang).toHaveLength(7 + 5);
  });

  it('no look at the room left', () => {
    const machine = createMachine(ring({ variant: 'no-room-check' }), [put(2), put(2)]);
    expect(explore(machine).broken?.violation).toMatchObject({ rule: 'I1', text: /beyond cons.tail/ });
  });

  it('two producers on a ring for one', () => {
    const machine = createMachine(ring({ producers: 'sp' }), [put(1), put(1)]);
    const { broken } = explore(machine);
    expect(broken?.violation).toMatchObject({ rule: 'I2', text: 'threads 0 and 1 hold the same place' });
  });

  it('two consumers on a ring for one', () => {
    const machine = createMachine(ring({ consumers: 'sp', filled: 2 }), [get(1), get(1)]);
    expect(explore(machine).broken?.violation.rule).toBe('I2');
  });

  // The reference needs 2P+2C to show it. A consumer's loads in the wrong order show it with 1P+2C already: an old
  // prod.tail and a new cons.head make 2^32 − 1 objects. With one consumer nobody moves its head meanwhile, and a
  // producer needs a lap of the ring between its loads, which one operation each cannot make.
  it.each([1, 2, 3])('loads in the wrong order, %i objects', (n) => {
    const search = (threads: ThreadPlan[]) =>
      explore(createMachine(ring({ variant: 'reordered-loads' }), threads)).broken;
    expect(search([put(n), put(n), get(n)])).toBeNull();
    expect(search([put(n), get(n), get(n)])?.violation.rule).toBe('I1');
    expect(search([put(n), put(n), get(n), get(n)])?.violation.rule).toBe('I1');
  });

  // While thread 0 stands between its loads, four objects pass: old cons.tail 0 and new prod.head 4 make 2^32 − 1 places
  // free. One place really is, so a producer of one object does no harm; of two or three it overruns.
  it.each([
    [1, null],
    [2, 'prod.head is 4 beyond cons.tail, the ring holds 3'],
    [3, 'prod.head is 5 beyond cons.tail, the ring holds 3'],
  ])('a producer of %i with loads in the wrong order, after a lap', (n, text) => {
    const threads = [put(n), put(2, true, 2), get(2)];
    const machine = createMachine(ring({ variant: 'reordered-loads' }), threads);
    const { broken } = explore(machine);
    expect(broken?.violation ?? null).toEqual(text === null ? null : { rule: 'I1', text });
    let state = initialState(machine);
    for (const thread of broken?.schedule ?? []) state = step(machine, state, thread);
    expect(violations(machine, state)[0]?.text ?? null).toBe(text);
    expect(explore(createMachine(ring({}), threads)).broken).toBeNull();
  });
});
