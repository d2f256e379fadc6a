// The control of one feature: a switch, values side by side, a list, or a slider with its exact field.
import type { KeyboardEvent } from 'react';
import { DRAWER_WORDS, FEATURE_WORDS } from '../i18n/en-features.ts';
import { type Entry, ExactField } from '../ui/exact-field.tsx';
import { named, readQuantity, UNITS } from '../ui/quantity.ts';
import { Segmented } from '../ui/segmented.tsx';
import { type FeatureRow, type FeatureValue, type NumberControl, valueWords } from './feature-rows.ts';

export interface FeatureControlProps {
  row: FeatureRow;
  id: string;
  /** What is set, or what is held as pending. */
  value: FeatureValue;
  preset: FeatureValue;
  /** Would come along with a pending choice in another row; undefined without. */
  would: FeatureValue | undefined;
  /** `gesture` joins the edits of one drag. */
  onValue: (value: FeatureValue, gesture?: string) => void;
  onGestureEnd: () => void;
}

/** From this many on, values stand in a list. */
const LISTED = 5;

export function FeatureControl(props: FeatureControlProps) {
  const { row, value, preset, would, onValue } = props;
  const { label, on } = FEATURE_WORDS[row.name];
  const { control } = row;
  if (control.kind === 'number') return <NumberFields {...props} control={control} />;
  if (control.kind === 'switch') {
    return (
      <button
        type="button"
        role="switch"
        className={`chip${preset === true ? ' preset' : ''}${would !== undefined ? ' would' : ''}`}
        aria-checked={value === true}
        aria-label={label}
        data-control=""
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
            event.preventDefault();
            if ((event.key === 'ArrowRight') !== value) onValue(value !== true);
          }
        }}
        onClick={() => onValue(value !== true)}
      >
        {on ?? label}
      </button>
    );
  }
  const texts = control.values.map((each) => ({
    value: each,
    text: valueWords(row.name, each as FeatureValue),
  }));
  if (texts.length >= LISTED) {
    return (
      <select
        id={props.id}
        className={`field${would !== undefined ? ' would' : ''}`}
        aria-label={label}
        data-control=""
        value={String(value)}
        onChange={(event) => onValue(event.target.value as FeatureValue)}
      >
        {texts.map((each) => (
          <option key={each.value} value={each.value}>
            {each.value === preset ? `${each.text} ▲` : each.text}
          </option>
        ))}
      </select>
    );
  }
  return (
    <Segmented
      label={label}
      values={texts}
      chosen={String(value)}
      preset={String(preset)}
      would={would === undefined ? undefined : String(would)}
      onChoose={(chosen) => onValue(chosen as FeatureValue)}
    />
  );
}

/** Small values get most of the slider. */
const BEND = 3;
const POSITIONS = 1000;

function toPosition({ min, max, only }: NumberControl, value: number): number {
  if (only !== undefined) return Math.max(0, only.indexOf(value)) / (only.length - 1);
  if (max === min) return 0;
  const share = (value - min) / (max - min);
  return max - min > 64 ? share ** (1 / BEND) : share;
}

function fromPosition({ min, max, only }: NumberControl, at: number): number {
  if (only !== undefined) return only[Math.round(at * (only.length - 1))];
  return min + Math.round((max - min) * (max - min > 64 ? at ** BEND : at));
}

/** The next value by the arrows: the neighbour, or a tenth of the range further. */
function stepped(control: NumberControl, value: number, key: string): number | null {
  const sizes: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };
  if (key === 'Home') return control.min;
  if (key === 'End') return control.max;
  const step = sizes[key];
  if (step === undefined) return null;
  const { only, min, max } = control;
  if (only === undefined) return Math.min(max, Math.max(min, value + step));
  return only[Math.min(only.length - 1, Math.max(0, only.indexOf(value) + Math.sign(step)))];
}

function NumberFields(props: FeatureControlProps & { control: NumberControl }) {
  const { row, id, value, preset, control, onValue, onGestureEnd } = props;
  const { label } = FEATURE_WORDS[row.name];
  const now = Number(value);
  const gesture = `feature ${row.name}`;
  const onKey = (event: KeyboardEvent) => {
    const next = stepped(control, now, event.key);
    if (next === null || event.shiftKey) return;
    event.preventDefault();
    if (next !== now) onValue(next, gesture);
  };
  const read = (text: string): Entry<number> => {
    const { min, max, only, unit } = control;
    const meant = readQuantity(
      text,
      unit === 'µs' ? UNITS.us : named(UNITS.count, unit, unit.replace(/s$/, '')),
    );
    const fits = Number.isInteger(meant) && meant >= min && meant <= max && (only?.includes(meant) ?? true);
    if (fits) return { value: meant };
    return {
      wrong:
        only === undefined ? DRAWER_WORDS.range(min, max, unit) : DRAWER_WORDS.onlyThese(only.join(', ')),
    };
  };
  return (
    <>
      <span className="ruled">
        <input
          id={id}
          type="range"
          data-control=""
          aria-label={label}
          min={0}
          max={POSITIONS}
          step={1}
          value={Math.round(toPosition(control, now) * POSITIONS)}
          aria-valuetext={valueWords(row.name, now, control.unit)}
          onChange={(event) => {
            const next = fromPosition(control, Number(event.target.value) / POSITIONS);
            if (next !== now) onValue(next, gesture);
          }}
          onKeyDown={onKey}
          onPointerUp={onGestureEnd}
          onBlur={onGestureEnd}
        />
        <i style={{ left: `${toPosition(control, Number(preset)) * 100}%` }} aria-hidden="true" />
      </span>
      <ExactField
        label={DRAWER_WORDS.exact(label)}
        text={String(now)}
        unit={control.unit}
        width={4}
        read={read}
        onValue={(next) => onValue(next)}
      />
    </>
  );
}
