// Every constant that is not as measured, with what it usually is; each and all can be reset.
import '../styles/what-if.css';
import '../styles/why-panel.css';
import type { RefObject } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { WHY_WORDS } from '../i18n/en-why.ts';
import { useLab } from '../stores/use-lab.ts';
import { Popover } from '../ui/popover.tsx';
import { whatIfWords } from './constant-words.ts';

export interface WhatIfListProps {
  scenario: Scenario;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

export default function WhatIfList({ scenario, anchor, onClose }: WhatIfListProps) {
  const { actions } = useLab();
  const keys = Object.keys(scenario.costs);
  return (
    <Popover anchor={anchor} label={WHY_WORDS.stampTitle} onClose={onClose}>
      <h3>{WHY_WORDS.stampTitle}</h3>
      <ul className="what-ifs">
        {keys.map((key) => {
          const { name, value, usually } = whatIfWords(key, scenario);
          return (
            <li key={key}>
              <span>
                {name} <b>{value}</b> {usually}
                <small className="constant-key">{key}</small>
              </span>
              <button
                type="button"
                className="btn small"
                onClick={() => actions.setCosts({ [key]: undefined })}
              >
                {WHY_WORDS.reset}
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" className="btn small" onClick={actions.resetCosts}>
        {WHY_WORDS.resetAll}
      </button>
    </Popover>
  );
}
