// A gauge without a bill counts packets as long as some may come; only a run whose window had none says that there is no traffic.
import { act } from 'react';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { fillDefaults } from '../../sim-core/index.ts';
import { FIGURES } from '../i18n/en-figures.ts';
import { layOutGauge } from '../scene/gauge.ts';
import type { Lab } from '../stores/lab.ts';
import type { LabState } from '../stores/lab-state.ts';
import { LabProvider } from '../stores/use-lab.ts';
import { mount } from '../ui/mount-for-test.tsx';
import { NO_FIGURES } from './figures-at.ts';
import { GaugeText } from './gauge-text.tsx';

const scenario = fillDefaults({});
const gauge = layOutGauge(250, 16, 1, 60);

test('no traffic is said of a window that had none, not of a moment before the first packet', () => {
  const store = createStore<LabState>()(() => ({ status: 'starting', undone: false }) as LabState);
  const { host, unmount } = mount(
    <LabProvider value={{ store } as unknown as Lab}>
      <GaugeText
        {...{ scenario, gauge }}
        index={0}
        lane={scenario.lanes[0]}
        figures={NO_FIGURES}
        ghost={null}
      />
    </LabProvider>,
  );
  for (const status of ['starting', 'running', 'done', 'empty'] as const) {
    const none = status === 'empty';
    act(() => store.setState({ status }));
    expect(host.textContent?.includes(FIGURES.noTraffic)).toBe(none);
    expect(host.textContent?.includes(FIGURES.warmUp(0, 16))).toBe(!none);
  }
  unmount();
});
