// One lane: head, floors with their chips, gauge, counters. Everything that moves is on the canvases above it.
import { memo } from 'react';
import { FIGURES } from '../i18n/en-figures.ts';
import type { Features, LaneScenario, Scenario } from '../../sim-core/index.ts';
import { FLOOR_WORDS, UI } from '../i18n/en.ts';
import type { ChipId } from '../scene/chip-id.ts';
import { type Floor, type FloorId, floorsOf } from '../scene/floors.ts';
import type { GaugeLayout } from '../scene/gauge.ts';
import { count, significant } from '../ui/format.ts';
import { RunningText } from '../ui/running-text.tsx';
import { CHIPS, IRQ_MODES, irqModeOf } from './chips.ts';
import { Counters } from './counters.tsx';
import { type LaneFigures, printedFloors } from './figures.ts';
import { GaugeText } from './gauge-text.tsx';
import { Figure } from './figure.tsx';
import { LaneHead } from './lane-head.tsx';
import type { LaneOps } from './lane-ops.ts';
import { laneTitle } from './lane-words.ts';
import { Slab } from './slab.tsx';
import type { LaneGhost } from './use-figures.ts';
import { usesWhatIf } from './why-flags.ts';

export interface LaneProps {
  index: number;
  lane: LaneScenario;
  scenario: Scenario;
  floors: Floor[];
  figures: LaneFigures;
  /** Its run before, to be compared with. */
  ghost: LaneGhost | null;
  /** The lane to the left, whose costs are struck out where this one no longer pays; null without. */
  leftFloors: Floor[] | null;
  leftFigures: LaneFigures | null;
  /** The lane to the right is shown too, so floors may end here. */
  after: Floor[] | null;
  gauge: GaugeLayout | null;
  hidden: boolean;
  drawerOpen: boolean;
  menuOpen: boolean;
  renaming: boolean;
  /** The chip that asks for its prerequisites; null if none does. */
  asking: ChipId | null;
  ops: LaneOps;
}

/** A region with the lane's name. Drawn again only for something of its own. */
export const Lane = memo(function Lane(props: LaneProps) {
  const { index, lane, scenario, floors, figures, ghost, gauge, hidden, ops } = props;
  const { renaming, drawerOpen, menuOpen, asking, leftFloors, after } = props;
  const title = laneTitle(lane);
  const printed = figures.bill === null ? null : printedFloors(figures.bill, floors);
  const struck = struckBy(props);
  return (
    <section
      className="lane"
      id={`lane-${index + 1}`}
      aria-label={title}
      data-lane={index}
      hidden={hidden}
      tabIndex={-1}
    >
      <LaneHead {...{ index, lane, scenario, ops, renaming, drawerOpen, menuOpen }} />
      <div className="features" role="group" aria-label={UI.lane.features}>
        {floors.map((floor) => (
          <FloorCell
            key={floor.id}
            {...{ floor, index, lane, asking, ops }}
            left={stateOf(leftFloors, floor.id)}
            right={stateOf(after, floor.id)}
            note={floor.chip === null ? floorNote(floor.id, lane.features, figures) : ''}
            value={printed === null ? null : (printed.get(floor.id) ?? 0)}
            was={printed === null ? -1 : struckValue(floor, printed.get(floor.id) ?? 0, struck)}
            flagged={usesWhatIf(floor.parts, scenario.costs)}
          />
        ))}
      </div>
      <GaugeText {...{ index, lane, scenario, figures, ghost, gauge }} />
      <Counters
        lane={index}
        figures={figures}
        before={ghost?.figures ?? null}
        polls={lane.features.notify === 'poll'}
      />
    </section>
  );
});

type FloorCellProps = FloorControlProps & {
  floor: Floor;
  /** What the floor is in the lanes beside this one; null without. */
  left: Floor['state'] | null;
  right: Floor['state'] | null;
  /** Cycles of a packet; null while they are not known. */
  value: number | null;
  /** The struck figure before it; −1 without. */
  was: number;
  /** A constant in it is a what-if. */
  flagged: boolean;
};

function stateOf(floors: readonly Floor[] | null, id: FloorId): Floor['state'] | null {
  return floors?.find((other) => other.id === id)?.state ?? null;
}

/** Drawn again only where what it prints has changed: from one moment to the next most floors have not. */
const FloorCell = memo(function FloorCell({
  floor,
  left,
  right,
  value,
  was,
  flagged,
  ...props
}: FloorCellProps) {
  const solid = floor.state === 'solid';
  const ends = solid && right !== null && right !== 'solid' ? ' end' : '';
  const starts = solid && left !== null && left !== 'solid' ? ' start' : '';
  const className = `cell row-${floor.id} ${floor.texture} ${floor.state}${ends}${starts}`;
  return (
    <div className={className} data-row={floor.id}>
      {floor.texture !== '' && floor.state !== 'absent' && <Slab solid={solid} />}
      {floor.state !== 'absent' && floor.id !== 'wire' && (
        <div className="note">
          <span className="lbl">{FLOOR_WORDS[floor.pays ?? floor.word].short}</span>
          <FloorControl {...props} chip={floor.chip} />
          <FloorNumber {...{ floor, value, was, flagged }} lane={props.index} />
        </div>
      )}
    </div>
  );
});

type FloorControlProps = Pick<LaneProps, 'index' | 'lane' | 'asking' | 'ops'> & {
  /** Stands where there is no chip. */
  note: string;
};

const FloorControl = memo(function FloorControl({
  chip,
  note,
  index,
  lane,
  asking,
  ops,
}: FloorControlProps & Pick<Floor, 'chip'>) {
  if (chip === 'irq') return <IrqMenu index={index} lane={lane} asking={asking} ops={ops} />;
  if (chip !== null) {
    return (
      <button
        type="button"
        className="chip"
        role="switch"
        aria-checked={CHIPS[chip].isOn(lane.features)}
        data-chip={chip}
        aria-expanded={asking === chip ? true : undefined}
        onClick={() => ops.flip(index, chip)}
      >
        {CHIPS[chip].label}
      </button>
    );
  }
  return note === '' ? null : <span className="q">{note}</span>;
});

function IrqMenu({ index, lane, asking, ops }: Pick<LaneProps, 'index' | 'lane' | 'asking' | 'ops'>) {
  const mode = irqModeOf(lane.features);
  const known = IRQ_MODES.some((each) => each.id === mode.id);
  return (
    <select
      className={asking === 'irq' ? 'chip menu asking' : 'chip menu'}
      data-chip="irq"
      aria-label={UI.lane.interrupts}
      value={mode.id}
      onChange={(event) => {
        const chosen = IRQ_MODES.find((each) => each.id === event.target.value);
        if (chosen !== undefined) ops.set(index, chosen.patch, 'irq');
      }}
    >
      {!known && <option value={mode.id}>{mode.label}</option>}
      {IRQ_MODES.map((each) => (
        <option key={each.id} value={each.id}>
          {each.label}
        </option>
      ))}
    </select>
  );
}

/** A thin fact beside a floor: exits a packet, or that packets land here. */
function floorNote(floor: FloorId, features: Features, figures: LaneFigures): string {
  if (floor === 'llc') return features.placement === 'ddio' ? UI.lane.landsHere : '';
  if (floor !== 'vmb') return '';
  const { exitsPerS, deliveredPps } = figures;
  if (exitsPerS === null || deliveredPps === null || deliveredPps === 0) return '';
  const exits = exitsPerS / deliveredPps;
  if (exits === 0) return UI.lane.noExits;
  return exits < 0.001 ? UI.lane.fewExits : FIGURES.exits(significant(exits), exits === 1);
}

type FloorNumberProps = Pick<FloorCellProps, 'floor' | 'value' | 'was' | 'flagged'> & { lane: number };

function FloorNumber({ floor, lane, value, was, flagged }: FloorNumberProps) {
  if (value === null) return <span className="num zero">–</span>;
  return (
    <span className={value === 0 ? 'num zero' : 'num'}>
      {was >= 0 && (
        <>
          <s>{count(was)}</s>{' '}
        </>
      )}
      <Figure
        lane={lane}
        figure={`floor-${floor.id}`}
        what={FLOOR_WORDS[floor.pays ?? floor.word].short}
        value={FIGURES.cycles(count(value))}
        flagged={value > 0 && flagged}
      >
        {/* a menu beside it keeps the note from being laid out by itself */}
        {floor.chip === 'irq' ? <RunningText text={count(value)} /> : count(value)}
      </Figure>
    </span>
  );
}

/** What struck figures are of. */
interface Struck {
  floors: Floor[];
  figures: LaneFigures;
  ghost: boolean;
}

/** The run before while there is one, else the lane to the left. */
function struckBy({ ghost, scenario, leftFloors, leftFigures }: LaneProps): Struck | null {
  if (ghost === null) {
    if (leftFloors === null || leftFigures === null) return null;
    return { floors: leftFloors, figures: leftFigures, ghost: false };
  }
  if (ghost.figures === null) return null;
  return { floors: floorsOf(ghost.lane.features, scenario), figures: ghost.figures, ghost: true };
}

/** What the lane to the left still pays on a floor that is gone here, or another figure of the run before; −1: nothing. */
function struckValue(floor: Floor, value: number, before: Struck | null): number {
  if (before === null || before.figures.bill === null) return -1;
  const theirs = before.floors.find((other) => other.id === floor.id);
  if (theirs === undefined) return -1;
  const was = printedFloors(before.figures.bill, before.floors).get(floor.id) ?? 0;
  if (before.ghost) return was === value ? -1 : was;
  return floor.state === 'gone' && theirs.state === 'solid' && was > 0 ? was : -1;
}
