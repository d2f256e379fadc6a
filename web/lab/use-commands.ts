// Joins the keyboard's commands to the Lab.
import { useEffect, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { listenForCommands } from '../commands/keyboard.ts';
import type { CommandTarget } from '../commands/registry.ts';
import { LOOP_PACKETS, loopBetween } from '../playback/course.ts';
import type { Playback } from '../playback/playback.ts';
import { DETENTS_EVENTS_PER_S, fasterScale, slowerScale } from '../playback/time-scale.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab } from '../stores/use-lab.ts';
import type { LaneOps } from './lane-ops.ts';
import { packetInSight } from './packet-in-sight.ts';
import type { Surface } from './surfaces.tsx';

export interface CommandAccess {
  target: CommandTarget | null;
  /** Lane that has or last had focus. */
  lane: number;
}

export interface CommandOptions {
  scenario: Scenario;
  packetPs: number;
  setSurface: (surface: Surface | ((before: Surface) => Surface)) => void;
  focusLane: (lane: number) => void;
  ops: LaneOps;
  readers: () => readonly LaneReader[];
  toggleTheme: () => void;
  /** Asks for a capture file. */
  askForCapture: () => void;
}

/** Opens a surface, or closes it if it is what is open. */
function toggled(kind: 'presets' | 'machine'): (before: Surface) => Surface {
  return (before) => (before?.kind === kind ? null : { kind });
}

/** Listens for commands; what they act on, and the lane that had focus last, for the palette. */
export function useCommands(options: CommandOptions): CommandAccess {
  const lab = useLab();
  const latest = useRef(options);
  latest.current = options;
  const access = useRef<CommandAccess>({ target: null, lane: 0 });
  useEffect(() => {
    const { playback, store, actions } = lab;
    // what opens over the lanes takes focus; the lane that had it before is still the one meant
    const onFocus = (event: FocusEvent) => {
      const lane = event.target instanceof Element ? event.target.closest<HTMLElement>('.lane') : null;
      if (lane?.dataset.lane !== undefined) access.current.lane = Number(lane.dataset.lane);
    };
    const focused = () => {
      const now = document.activeElement?.closest<HTMLElement>('.lane')?.dataset.lane;
      if (now !== undefined) access.current.lane = Number(now);
      return Math.min(access.current.lane, latest.current.scenario.lanes.length - 1);
    };
    const onLane = (act: (ops: LaneOps, lane: number) => void) => {
      const { ops } = latest.current;
      ops.settled(() => act(ops, focused()));
    };
    const end = () => {
      const { windowClosePs, expectedEndPs } = store.getState();
      return windowClosePs >= 0 ? windowClosePs : expectedEndPs;
    };
    const toggle = (kind: 'help' | 'share' | 'check' | 'palette') =>
      latest.current.setSurface((before) => (before?.kind === kind ? null : { kind }));
    const target: CommandTarget = {
      togglePlay: () => playback.toggle(Math.max(0, store.getState().windowOpenPs)),
      step: () => playback.step(),
      stepBack: () => playback.stepBack(),
      stepPacketTime: (direction) =>
        direction === 1 ? playback.step('packet time') : playback.stepBack('packet time'),
      slower: () => changePace(playback, slowerScale),
      faster: () => changePace(playback, fasterScale),
      openTime: () =>
        latest.current.setSurface((before) => (before?.kind === 'time' ? null : { kind: 'time' })),
      openFind: () =>
        latest.current.setSurface((before) => (before?.kind === 'find' ? null : { kind: 'find' })),
      togglePaced: () => playback.setPaced(!playback.state.paced),
      toggleLoop() {
        const { loop, tPs } = playback.state;
        const span = LOOP_PACKETS * latest.current.packetPs;
        playback.setLoop(loop === null ? loopBetween(tPs, tPs + span) : null);
      },
      toStart: () => playback.seek(0),
      toEnd: () => playback.seek(end()),
      focusLane: (lane) => latest.current.focusLane(lane),
      flipInFocus: (chip) => onLane((ops, lane) => ops.flip(lane, chip)),
      openFeatures: () => onLane((ops, lane) => ops.features(lane)),
      hideRunsBefore: () => actions.hideGhost(),
      openLaneMenu: () => onLane((ops, lane) => ops.menu(lane)),
      renameLane: () => onLane((ops, lane) => ops.rename(lane)),
      duplicateLane: () => onLane((ops, lane) => ops.duplicate(lane)),
      moveLane: (step) => onLane((ops, lane) => ops.move(lane, lane + step)),
      removeLane: () =>
        onLane((ops, lane) => {
          if (document.activeElement?.closest('.lane') != null) ops.remove(lane);
        }),
      toggleTheme: () => latest.current.toggleTheme(),
      openPresets: () => latest.current.setSurface(toggled('presets')),
      openMachine: () => latest.current.setSurface(toggled('machine')),
      openCapture: () => latest.current.askForCapture(),
      help: () => toggle('help'),
      share: () => toggle('share'),
      selfCheck: () => toggle('check'),
      palette: () => toggle('palette'),
      fates() {
        const packet = packetInSight(latest.current.readers(), store.getState().followed);
        if (packet >= 0) latest.current.setSurface({ kind: 'packet', packet });
      },
      undo: () => actions.undo(),
      redo: () => actions.redo(),
      close: () => latest.current.setSurface(null),
    };
    access.current.target = target;
    document.addEventListener('focusin', onFocus);
    const unhook = listenForCommands(target);
    return () => {
      document.removeEventListener('focusin', onFocus);
      unhook();
    };
  }, [lab]);
  return access.current;
}

/** The next detent of whichever scale time goes by. */
function changePace(playback: Playback, to: typeof fasterScale): void {
  const { paced, eventsPerS, scaleNsPerS } = playback.state;
  if (paced) playback.setEventScale(to(eventsPerS, DETENTS_EVENTS_PER_S));
  else playback.setScale(to(scaleNsPerS));
}
