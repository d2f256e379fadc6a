// The worker's tables lose their words and nothing else.
import { expect, test } from 'vitest';
import { withoutProse } from './without-prose.ts';

test('rows of costs keep name, unit and numbers', () => {
  const code =
    "group('mem', [['l1', 'cyc', 4, 4, 5, 'a hit', SOURCE, 'read'], ['l2', 'ns', 1, 2, 3, 'b', `c`, 'read']]);";
  expect(withoutProse(code, '/x/sim-core/costs/table.ts')).toBe(
    "group('mem', [['l1', 'cyc', 4, 4, 5, '', SOURCE, 'read'], ['l2', 'ns', 1, 2, 3, '', '', 'read']]);",
  );
});

test('kinds keep name, shape, category and mark', () => {
  const code =
    "const K = { a: kind('packet.arrived', 'instant', N, 'bytes', 'Packet {packet} is in.', 'badge') };";
  expect(withoutProse(code, '/x/sim-core/trace/kinds.ts')).toBe(
    "const K = { a: kind('packet.arrived', 'instant', N, '', '', 'badge') };",
  );
});

test('other files keep every word', () => {
  const code = "kind('a', 'b', 1, 'c', 'd'); group('a', [['a', 'b', 1, 1, 1, 'c', 'd', 'e']]);";
  expect(withoutProse(code, '/x/sim-core/scenario/types.ts')).toBe(code);
});
