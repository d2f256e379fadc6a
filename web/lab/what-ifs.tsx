// The stamp at the foot of the axis, what one what-if is or how many there are, and the list behind it.
import { Flag } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';

const WhatIfList = lazy(() => import('./what-if-list.tsx'));
const WhatIfValue = lazy(() => import('./what-if-value.tsx'));

export function WhatIfStamp({ scenario }: { scenario: Scenario }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const keys = Object.keys(scenario.costs);
  if (keys.length === 0) return null;
  const many = UI.figure.whatIfs(keys.length);
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
        {keys.length > 1 ? (
          many
        ) : (
          <Suspense fallback={many}>
            <span className="sr">{many}: </span>
            <WhatIfValue constant={keys[0]} scenario={scenario} whole />
          </Suspense>
        )}
      </button>
      {open && (
        <Suspense fallback={null}>
          <WhatIfList scenario={scenario} anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
