// The stamp "1 what-if" at the foot of the axis, and the list behind it.
import { Flag } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';

const WhatIfList = lazy(() => import('./what-if-list.tsx'));

export function WhatIfStamp({ scenario }: { scenario: Scenario }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const number = Object.keys(scenario.costs).length;
  if (number === 0) return null;
  return (
    <>
      <button
        ref={button}
        type="button"
        className="btn small primary stamp"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Flag size="0.9em" fill="currentColor" aria-hidden="true" />
        {UI.figure.whatIfs(number)}
      </button>
      {open && (
        <Suspense fallback={null}>
          <WhatIfList scenario={scenario} anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
