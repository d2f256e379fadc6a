// The budget explains itself: bytes on the wire over the link's speed, times the clock.
import '../styles/why-panel.css';
import type { RefObject } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { BUDGET, FIGURES } from '../i18n/en-figures.ts';
import type { Budget } from '../playback/packet-time.ts';
import { count, significant, trimmed } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { Term } from './why-term.tsx';

export interface BudgetPopoverProps {
  scenario: Scenario;
  budget: Budget;
  /** The frames are a capture's. */
  captured: boolean;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

export default function BudgetPopover({ scenario, budget, captured, anchor, onClose }: BudgetPopoverProps) {
  const { link_gbps: gbps, frame_bytes } = scenario.traffic;
  const { ghz } = scenario.machine;
  const { ns, cycles } = budget;
  const mixed = captured || typeof frame_bytes !== 'number';
  return (
    <Popover anchor={anchor} label={BUDGET.title} className="say-budget" onClose={onClose}>
      <h3>{BUDGET.title}</h3>
      <p>
        {BUDGET.says} {mixed && BUDGET.mixed}
      </p>
      <div className="formula">
        <Term value={BUDGET.bits(trimmed((ns * gbps) / 8, 5))} says={BUDGET.onWire} />
        <span aria-hidden="true">÷</span>
        <Term value={`${gbps} Gb/s`} says={BUDGET.link} />
        <span aria-hidden="true">=</span>
        <Term value={`${trimmed(ns, 4)} ns`} says={BUDGET.time} />
      </div>
      <div className="formula">
        <Term value={`${trimmed(ns, 4)} ns`} says={BUDGET.time} />
        <span aria-hidden="true">×</span>
        <Term value={`${trimmed(ghz, 4)} GHz`} says={BUDGET.clock} />
        <span aria-hidden="true">=</span>
        <Term
          value={FIGURES.cycles(cycles >= 1000 ? count(cycles) : significant(cycles, 4))}
          says={BUDGET.inCycles}
          result
        />
      </div>
      <p>{BUDGET.cycles}</p>
    </Popover>
  );
}
