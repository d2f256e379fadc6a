// One row of the lane drawer: label, one sentence, control; and, when the choice is impossible, why and the ways out.
import { useEffect, useId, useRef } from 'react';
import type { Features, Obstacle } from '../../sim-core/index.ts';
import { DRAWER_WORDS, FEATURE_WORDS } from '../i18n/en-features.ts';
import { FeatureControl } from './feature-control.tsx';
import {
  type FeatureName,
  type FeatureRow,
  type FeatureValue,
  settingWords,
  valueWords,
} from './feature-rows.ts';
import type { Choices } from './use-pending.ts';
import type { Hindrance } from './ways.ts';

/** A choice that is held until its prerequisites are agreed to. */
export interface Pending extends Hindrance {
  wanted: Partial<Features>;
}

export interface FeatureRowProps {
  row: FeatureRow;
  value: FeatureValue;
  preset: FeatureValue;
  /** The workload looks at it. */
  used: boolean;
  choices: Choices;
}

export function FeatureControlRow({ row, value, preset, used, choices }: FeatureRowProps) {
  const id = useId();
  const { pending, choose, onGestureEnd } = choices;
  const unit = row.control.kind === 'number' ? row.control.unit : '';
  const held = pending?.wanted[row.name];
  const would = held === undefined ? pending?.obstacle.also?.[row.name] : undefined;
  const changed = value !== preset;
  const className = `row${changed ? ' changed' : ''}${held !== undefined ? ' pending' : ''}`;
  return (
    <div className={className} title={row.name} data-feature={row.name}>
      <div>
        <label htmlFor={id}>{FEATURE_WORDS[row.name].label}</label>
        <small>
          {would === undefined ? (
            <>
              {FEATURE_WORDS[row.name].says}{' '}
              {changed && <b>{DRAWER_WORDS.preset(valueWords(row.name, preset))}</b>}{' '}
              {!used && <i>{DRAWER_WORDS.unused}</i>}
            </>
          ) : (
            <>
              <b>{DRAWER_WORDS.would(valueWords(row.name, would, unit))}</b> {DRAWER_WORDS.notYet}
            </>
          )}
        </small>
      </div>
      <div className="ctl">
        <FeatureControl
          row={row}
          id={id}
          value={held ?? value}
          preset={preset}
          would={would}
          onValue={(next, gesture) => choose(row.name, next, gesture)}
          onGestureEnd={onGestureEnd}
        />
      </div>
      {held !== undefined && pending !== null && (
        <WhyNot
          obstacle={pending.obstacle}
          words={pending.words}
          keep={DRAWER_WORDS.keep(valueWords(row.name, value, unit))}
          onAgree={choices.agree}
          onKeep={choices.keep}
        />
      )}
    </div>
  );
}

/** "poll, sriov and iommu". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The reason as a sentence. */
export function reasonSentence({ rule }: Obstacle): string {
  return `${rule.reason[0].toUpperCase()}${rule.reason.slice(1)}.`;
}

export interface WhyNotProps {
  obstacle: Obstacle;
  /** What comes along, where it has a better name than its features: "SR-IOV on". */
  words?: readonly string[] | null;
  /** The way back in words. */
  keep: string;
  onAgree: () => void;
  onKeep: () => void;
}

/** Why a choice cannot be, what would have to come along as the first button, and the way back as the second. */
export function WhyNot({ obstacle, words = null, keep, onAgree, onKeep }: WhyNotProps) {
  const first = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another obstacle asks again
  useEffect(() => {
    first.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [obstacle]);
  const { also } = obstacle;
  const names = Object.entries(also ?? {}).map(([name, value]) => settingWords(name as FeatureName, value));
  return (
    <div className="why-not" ref={box} role="group" aria-label={reasonSentence(obstacle)}>
      <p>
        <b>{reasonSentence(obstacle)}</b> {also === null && DRAWER_WORDS.noWay}
      </p>
      <div className="acts">
        {also !== null && (
          <button ref={first} type="button" className="btn small primary" onClick={onAgree}>
            {words === null ? DRAWER_WORDS.setToo(listed(names)) : DRAWER_WORDS.turnToo(listed(words))}
          </button>
        )}
        <button ref={also === null ? first : undefined} type="button" className="btn small" onClick={onKeep}>
          {keep}
        </button>
      </div>
    </div>
  );
}
