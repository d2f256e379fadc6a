// A gauge without a bill counts packets as long as some may come; only a window that had none says that there is no traffic.
import { act } from 'react';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { fillDefaults, type Report } from '../../sim-core/index.ts';
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
const reportOf = (offered: number) => ({ lanes: [{ packets: { offered } }] }) as Report;

test('no traffic is said of a window that had none, not of a moment before the first packet', () => {
  const store = createStore<LabState>()(() => ({ report: null, undone: false }) as LabState);
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
  for (const [report, none] of [
    [null, false],
    [reportOf(3), false],
    [reportOf(0), true],
  ] as const) {
    act(() => store.setState({ report }));
    expect(host.textContent?.includes(FIGURES.noTraffic)).toBe(none);
    expect(host.textContent?.includes(FIGURES.warmUp(0, 16))).toBe(!none);
  }
  unmount();
});
