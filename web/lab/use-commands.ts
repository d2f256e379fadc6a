// Joins the keyboard's commands to the Lab.
import { type RefObject, useEffect, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { listenForCommands } from '../commands/keyboard.ts';
import type { CommandTarget } from '../commands/registry.ts';
import { fasterScale, slowerScale } from '../playback/time-scale.ts';
import { useLab } from '../stores/use-lab.ts';
import { flip } from './chips.ts';
import type { Surface } from './surfaces.tsx';

export interface CommandOptions {
  plate: RefObject<HTMLElement | null>;
  scenario: Scenario;
  packetPs: number;
  setSurface: (surface: Surface | ((before: Surface) => Surface)) => void;
  setChosen: (lane: number) => void;
  toggleTheme: () => void;
}

export function useCommands(options: CommandOptions): void {
  const lab = useLab();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const { playback, store, actions } = lab;
    const focused = () => {
      const lane = document.activeElement?.closest<HTMLElement>('.lane')?.dataset.lane;
      return lane === undefined ? 0 : Number(lane);
    };
    const end = () => {
      const { windowClosePs, expectedEndPs } = store.getState();
      return windowClosePs >= 0 ? windowClosePs : expectedEndPs;
    };
    const target: CommandTarget = {
      togglePlay: () => playback.toggle(Math.max(0, store.getState().windowOpenPs)),
      step: () => playback.step(),
      stepBack: () => playback.stepBack(),
      stepPacketTime(direction) {
        playback.pause();
        playback.seek(playback.tPs + direction * latest.current.packetPs);
      },
      slower: () => playback.setScale(slowerScale(playback.state.scaleNsPerS)),
      faster: () => playback.setScale(fasterScale(playback.state.scaleNsPerS)),
      toStart: () => playback.seek(0),
      toEnd: () => playback.seek(end()),
      focusLane(lane) {
        if (latest.current.scenario.lanes[lane] === undefined) return;
        latest.current.setChosen(lane);
        const section = () =>
          latest.current.plate.current?.querySelector<HTMLElement>(`[data-lane="${lane}"]`);
        // a lane that was hidden can take focus only after it has been drawn
        if (section()?.hidden) setTimeout(() => section()?.focus());
        else section()?.focus();
      },
      flipInFocus(chip) {
        const lane = focused();
        const { features } = latest.current.scenario.lanes[lane];
        actions.setFeatures(lane, flip(chip, features));
      },
      openFeatures: () => latest.current.setSurface({ kind: 'features', lane: focused() }),
      toggleTheme: () => latest.current.toggleTheme(),
      help: () => latest.current.setSurface((before) => (before?.kind === 'help' ? null : { kind: 'help' })),
      undo: () => actions.undo(),
      redo: () => actions.redo(),
      close: () => latest.current.setSurface(null),
    };
    return listenForCommands(target);
  }, [lab]);
}
