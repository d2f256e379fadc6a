// Checks where focus goes when a surface opens and closes.
import { useRef } from 'react';
import { expect, test } from 'vitest';
import { mount } from './mount-for-test.tsx';
import { useSurfaceFocus } from './surface-focus.ts';

function Surface({ first }: { first?: boolean }) {
  const panel = useRef<HTMLDivElement>(null);
  useSurfaceFocus(panel);
  return (
    <div ref={panel}>
      <header>
        <button type="button">close</button>
      </header>
      <button type="button">one</button>
      <input data-first={first ? '' : undefined} aria-label="exact" />
    </div>
  );
}

function opener(): HTMLButtonElement {
  const button = document.createElement('button');
  document.body.append(button);
  button.focus();
  return button;
}

test('focus goes to the first control, or to the one that asks, and back to the opener', () => {
  const button = opener();
  for (const first of [false, true]) {
    const { unmount } = mount(<Surface first={first} />);
    expect(document.activeElement?.tagName).toBe(first ? 'INPUT' : 'BUTTON');
    expect(document.activeElement).not.toBe(button);
    unmount();
    expect(document.activeElement).toBe(button);
  }
});

test('whoever took focus meanwhile keeps it', () => {
  opener();
  const { unmount } = mount(<Surface />);
  const other = opener();
  unmount();
  expect(document.activeElement).toBe(other);
});
