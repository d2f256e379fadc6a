// Everything about time in one drawer: what the last step changed, the run's marks, steps, pace, loop, following, go to.
import '../styles/time.css';
import { Repeat } from 'lucide-react';
import type { Scenario } from '../../sim-core/index.ts';
import { STEP_WORDS, TIME_WORDS } from '../i18n/en-time.ts';
import { LOOP_PACKETS, loopBetween } from '../playback/course.ts';
import { STEP_SIZES, type StepSize } from '../playback/timeline.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { clock } from '../ui/format.ts';
import { Follow } from './follow.tsx';
import { GoTo } from './go-to-field.tsx';
import { StepChangesRow } from './step-row.tsx';
import { Choices, Control } from './time-controls.tsx';
import { TrayMarks } from './tray-marks.tsx';
import { usePace } from './use-pace.tsx';

export interface TimeTrayProps {
  scenario: Scenario;
  packetPs: number;
  readers: () => readonly LaneReader[];
  onClose: () => void;
}

export default function TimeTray({ scenario, packetPs, readers, onClose }: TimeTrayProps) {
  return (
    <BottomDrawer
      className="tray"
      label={TIME_WORDS.tray}
      title={TIME_WORDS.thisStep}
      after={<StepChangesRow readers={readers} />}
      onClose={onClose}
    >
      <TrayMarks scenario={scenario} packetPs={packetPs} />
      <div className="tray-controls">
        <StepBy />
        <PlayBy />
        <Scale />
        <LoopSwitch packetPs={packetPs} />
        <Follow readers={readers} />
        <Control label={TIME_WORDS.goTo}>
          <GoTo scenario={scenario} readers={readers} />
        </Control>
      </div>
    </BottomDrawer>
  );
}

function StepBy() {
  const { playback } = useLab();
  const size = useLabState((state) => state.stepSize);
  return (
    <Control label={TIME_WORDS.stepBy}>
      <Choices<StepSize>
        label={TIME_WORDS.stepBy}
        value={size}
        choices={STEP_SIZES.map((each) => [each, STEP_WORDS[each]] as const)}
        onChoice={(chosen) => playback.setStepSize(chosen)}
      />
    </Control>
  );
}

function PlayBy() {
  const { playback } = useLab();
  const paced = useLabState((state) => state.paced);
  return (
    <Control label={TIME_WORDS.play}>
      <Choices
        label={TIME_WORDS.play}
        value={paced ? 'events' : 'time'}
        choices={[
          ['time', TIME_WORDS.timeTrue],
          ['events', TIME_WORDS.eventByEvent],
        ]}
        onChoice={(chosen) => playback.setPaced(chosen === 'events')}
      />
    </Control>
  );
}

function Scale() {
  const pace = usePace(0, false);
  const said = TIME_WORDS.secondIs(pace.paceText.replace(/ a second$/, ''));
  return (
    <Control label={said}>
      <input
        type="range"
        aria-label={said}
        min={0}
        max={1}
        step={0.001}
        value={pace.scalePosition}
        aria-valuetext={pace.paceText}
        onChange={(event) => pace.onScalePosition(Number(event.target.value))}
      />
    </Control>
  );
}

function LoopSwitch({ packetPs }: { packetPs: number }) {
  const { playback } = useLab();
  const loop = useLabState((state) => state.loop);
  const words =
    loop === null
      ? TIME_WORDS.loopOff
      : TIME_WORDS.loopOn(clock(loop.fromPs / 1000).replace(/ .*$/, ''), clock(loop.toPs / 1000));
  return (
    <Control label={TIME_WORDS.loop}>
      <button
        type="button"
        className="btn small"
        aria-pressed={loop !== null}
        title={TIME_WORDS.loopHint}
        onClick={() => {
          const { tPs } = playback;
          playback.setLoop(loop === null ? loopBetween(tPs, tPs + LOOP_PACKETS * packetPs) : null);
        }}
      >
        <Repeat size="1.1em" aria-hidden="true" />
        <span className="sr">{TIME_WORDS.loop}</span>
        {words}
      </button>
    </Control>
  );
}
