// The drawer's list: groups with their rows under sticky headings, and what the model of the lane leaves out.
import { type RefObject, useRef } from 'react';
import { PATHS, type PresetId, type Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { FEATURE_GROUP_WORDS } from '../i18n/en-features.ts';
import { useLabState } from '../stores/use-lab.ts';
import { FeatureControlRow } from './feature-row.tsx';
import { FEATURE_GROUPS, type FeatureGroup, type FeatureRow, groupNote, isUsed } from './feature-rows.ts';
import { presetOf } from './lane-words.ts';
import type { Choices } from './use-pending.ts';

export interface FeatureListProps {
  lane: number;
  scenario: Scenario;
  /** Rows that are shown, in order. */
  rows: readonly FeatureRow[];
  choices: Choices;
  /** Said when there are none. */
  nothing: string;
  /** What the model leaves out is said at the end. */
  whole: boolean;
  list: RefObject<HTMLDivElement | null>;
  onGroup: (group: FeatureGroup) => void;
}

export function FeatureList({
  lane,
  scenario,
  rows,
  choices,
  nothing,
  whole,
  list,
  onGroup,
}: FeatureListProps) {
  const row = scenario.lanes[lane];
  const preset = presetOf(row);
  return (
    <div
      className="scroll rows"
      ref={list}
      role="group"
      aria-label={UI.lane.features}
      onScroll={(event) => {
        const group = groupAt(event.currentTarget);
        if (group !== null) onGroup(group);
      }}
    >
      <Warnings lane={lane} />
      {FEATURE_GROUPS.map((group) => {
        const own = rows.filter((one) => one.group === group);
        if (own.length === 0) return null;
        return (
          <section key={group} data-group={group} aria-label={FEATURE_GROUP_WORDS[group]}>
            <h4>
              {FEATURE_GROUP_WORDS[group]}
              <small>{groupNote(group, scenario, lane)}</small>
            </h4>
            {own.map((one) => (
              <FeatureControlRow
                key={one.name}
                row={one}
                value={row.features[one.name]}
                preset={preset[one.name]}
                used={isUsed(one.name, scenario, lane)}
                choices={choices}
              />
            ))}
          </section>
        );
      })}
      {rows.length === 0 && <p className="nothing">{nothing}</p>}
      {whole && <LeavesOut preset={row.preset} />}
    </div>
  );
}

/** The group whose heading stands at the top. */
function groupAt(list: HTMLElement): FeatureGroup | null {
  const sections = [...list.querySelectorAll<HTMLElement>('[data-group]')];
  const passed = sections.filter((section) => section.offsetTop <= list.scrollTop + 8);
  return ((passed.at(-1) ?? sections[0])?.dataset.group ?? null) as FeatureGroup | null;
}

function Warnings({ lane }: { lane: number }) {
  const warnings = useLabState((state) => state.laneWarnings[lane]);
  if (warnings === undefined || warnings.length === 0) return null;
  return (
    <ul className="warned">
      {warnings.map((text) => (
        <li key={text}>{`${text[0].toUpperCase()}${text.slice(1)}.`}</li>
      ))}
    </ul>
  );
}

function LeavesOut({ preset }: { preset: PresetId }) {
  const lines = PATHS.find((path) => path.id === preset)?.leavesOut ?? [];
  return (
    <section aria-label={UI.lane.leavesOut}>
      <h4>{UI.lane.leavesOut}</h4>
      <ul className="left-out">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** What takes focus in a row. */
export function controlOf(row: Element | null): HTMLElement | null {
  return row?.querySelector<HTMLElement>('[data-control], [role="radio"][aria-checked="true"]') ?? null;
}

/** Focus to the row above or below; from elsewhere to the first. */
export function moveRow(list: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-feature]') ?? [])];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
  controlOf(rows[next] ?? null)?.focus();
}

/** Scrolls to a group and gives its first row focus. */
export function showGroup(list: HTMLElement | null, group: FeatureGroup): void {
  const section = list?.querySelector<HTMLElement>(`[data-group="${group}"]`) ?? null;
  if (list === null || section === null) return;
  list.scrollTop = section.offsetTop;
  controlOf(section.querySelector('[data-feature]'))?.focus({ preventScroll: true });
}

/** A list's ref, and how a feature's row takes focus in it. */
export function useFeatureList(): {
  list: RefObject<HTMLDivElement | null>;
  giveFocus: (name: string) => void;
} {
  const list = useRef<HTMLDivElement>(null);
  return {
    list,
    giveFocus: (name) => controlOf(list.current?.querySelector(`[data-feature="${name}"]`) ?? null)?.focus(),
  };
}
