// Checks that a close request of the browser closes what is open, and is let go of with it.
import { afterEach, expect, it } from 'vitest';
import { useBackCloses } from './back-closes.ts';
import { mount } from './mount-for-test.tsx';

class Requests {
  static made: Requests[] = [];
  onclose: (() => void) | null = null;
  destroyed = false;
  constructor() {
    Requests.made.push(this);
  }
  destroy(): void {
    this.destroyed = true;
  }
}

function Opened({ onClose }: { onClose: () => void }) {
  useBackCloses(onClose);
  return null;
}

afterEach(() => {
  Reflect.deleteProperty(window, 'CloseWatcher');
});

it('calls the latest of what closes, once mounted, and nothing afterwards', () => {
  Object.assign(window, { CloseWatcher: Requests });
  const closed: string[] = [];
  const mounted = mount(<Opened onClose={() => closed.push('before')} />);
  mounted.show(<Opened onClose={() => closed.push('now')} />);
  expect(Requests.made).toHaveLength(1);
  Requests.made[0].onclose?.();
  expect(closed).toEqual(['now']);
  mounted.unmount();
  expect([Requests.made[0].destroyed, Requests.made[0].onclose]).toEqual([true, null]);
});

it('does without where the browser has no close requests', () => {
  const mounted = mount(<Opened onClose={() => {}} />);
  mounted.unmount();
});
