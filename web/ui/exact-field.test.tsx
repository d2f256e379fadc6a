// Checks that the exact field takes values on Enter and on leaving, answers wrong ones, and forgets on Escape.
import { readdirSync, readFileSync } from 'node:fs';
import { act } from 'react';
import { describe, expect, test } from 'vitest';
import { type Entry, ExactField } from './exact-field.tsx';
import { mount, press, type } from './mount-for-test.tsx';
import { readQuantity, UNITS } from './quantity.ts';

function setUp() {
  const values: number[] = [];
  const read = (text: string): Entry<number> => {
    const value = readQuantity(text, UNITS.bytes);
    return value >= 64 ? { value } : { wrong: 'Frames have 64 to 9,216 bytes.' };
  };
  const mounted = mount(
    <ExactField label="Size" text="64" unit="bytes" read={read} onValue={(value) => values.push(value)} />,
  );
  const field = mounted.host.querySelector('input') as HTMLInputElement;
  return { ...mounted, field, values };
}

describe('ExactField', () => {
  test('takes a value with its unit on Enter, and when it is left', () => {
    const { field, values, unmount } = setUp();
    type(field, '9 kB');
    press(field, 'Enter');
    expect(values).toEqual([9000]);
    type(field, '128');
    act(() => field.blur());
    expect(values).toEqual([9000, 128]);
    unmount();
  });
  test('answers a wrong entry in the row and keeps it to be mended', () => {
    const { field, host, values, unmount } = setUp();
    type(field, '3');
    press(field, 'Enter');
    expect(values).toEqual([]);
    const answer = host.querySelector('[role="alert"]');
    expect(answer?.textContent).toBe('Frames have 64 to 9,216 bytes.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toBe(answer?.id);
    expect(field.value).toBe('3');
    // not by colour alone
    expect(answer?.firstElementChild?.matches('svg[aria-hidden="true"]')).toBe(true);
    type(field, '65');
    press(field, 'Enter');
    expect(host.querySelector('[role="alert"]')).toBeNull();
    expect(values).toEqual([65]);
    unmount();
  });
  test('forgets what was typed on Escape, and says nothing when nothing changed', () => {
    const { field, values, unmount } = setUp();
    type(field, '9000');
    press(field, 'Escape');
    expect(field.value).toBe('64');
    type(field, '64');
    press(field, 'Enter');
    act(() => field.blur());
    expect(values).toEqual([]);
    unmount();
  });
  test('is not red when its entry is wrong: red is late or dropped', () => {
    const folder = 'web/styles/';
    const rules = readdirSync(folder)
      .filter((name) => name.endsWith('.css'))
      .flatMap((name) => readFileSync(folder + name, 'utf8').split('}'))
      // of a run that two simulations disagree about
      .filter((rule) => /\.wrong|aria-invalid/.test(rule) && !rule.includes('.this-run'));
    expect(rules.length).toBeGreaterThan(4);
    for (const rule of rules) expect(rule).not.toMatch(/--late/);
  });
});
