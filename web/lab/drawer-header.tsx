// The lane drawer's head: number, name, subtitle, the legend of its two marks, and what can be done with the lane.
import { ArrowLeft, ArrowRight, Copy, Pencil, Trash2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { DRAWER_WORDS } from '../i18n/en-features.ts';
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import type { LaneOps } from './lane-ops.ts';
import { laneSubtitle, laneTitle } from './lane-words.ts';
import { NameField } from './name-field.tsx';

export interface DrawerHeaderProps {
  lane: number;
  scenario: Scenario;
  ops: LaneOps;
  onClose: () => void;
}

export function DrawerHeader({ lane, scenario, ops, onClose }: DrawerHeaderProps) {
  const row = scenario.lanes[lane];
  const last = scenario.lanes.length - 1;
  const [naming, setNaming] = useState(false);
  const tool = (words: string, icon: ReactNode, press: () => void, off = false) => (
    <button type="button" className="icon" aria-label={words} title={words} disabled={off} onClick={press}>
      {icon}
    </button>
  );
  const size = { size: '1.15em', 'aria-hidden': true } as const;
  return (
    <>
      <div className="drawer-title">
        <span className="no" aria-hidden="true">
          {lane + 1}
        </span>
        {naming ? (
          <NameField
            name={laneTitle(row)}
            onKeep={(name) => {
              setNaming(false);
              ops.name(lane, name);
            }}
            onLeave={() => setNaming(false)}
          />
        ) : (
          <>
            <h3>{laneTitle(row)}</h3>
            {tool(LANE_WORDS.rename, <Pencil {...size} />, () => setNaming(true))}
          </>
        )}
        <span className="push" />
        {tool(LANE_WORDS.left, <ArrowLeft {...size} />, () => ops.move(lane, lane - 1), lane === 0)}
        {tool(LANE_WORDS.right, <ArrowRight {...size} />, () => ops.move(lane, lane + 1), lane === last)}
        {tool(LANE_WORDS.duplicate, <Copy {...size} />, () => ops.duplicate(lane))}
        {tool(LANE_WORDS.remove, <Trash2 {...size} />, () => ops.remove(lane), last === 0)}
        {tool(UI.page.close, <X {...size} size="1.25em" />, onClose)}
      </div>
      <p>
        <span>{laneSubtitle(row, scenario)}</span>
        <span className="legend">
          <i className="tri" /> {DRAWER_WORDS.presetMark} <i className="bar-mark" />{' '}
          {DRAWER_WORDS.changedMark}
        </span>
      </p>
    </>
  );
}
