// What a constant has been changed to, at a floor's name or in the stamp: its value with unit, and what it usually is.
import '../styles/what-if.css';
import type { Scenario } from '../../sim-core/index.ts';
import { whatIfWords } from './constant-words.ts';

export interface WhatIfValueProps {
  constant: string;
  scenario: Scenario;
  /** In the stamp there is room for all of it; at a floor's name for one line. */
  whole?: boolean;
}

/** Letters that fit beside a floor's swatch. */
const MOST_LETTERS = 21;

export default function WhatIfValue({ constant, scenario, whole = false }: WhatIfValueProps) {
  const { name, value, usually } = whatIfWords(constant, scenario);
  const words = `${name} ${value}`;
  if (!whole) return words.length <= MOST_LETTERS ? words : value;
  return (
    <span className="what-if-value">
      <span>{name}</span> <b>{value}</b> <span>{usually}</span>
    </span>
  );
}
