// Paper: the sheet below the plate, and sizes as they were on the screen, so that the canvas stays where it belongs.
import { type ComponentType, useEffect, useLayoutEffect, useState } from 'react';
import { useLabState } from '../stores/use-lab.ts';
import { usePrinting } from '../ui/printing.ts';
import type { PrintSheetProps } from './print-sheet.tsx';

/** Fetched once the run is done and nothing else is waited for: a print does not wait. */
export function OnPaper({ unit, ...props }: PrintSheetProps & { unit: number }) {
  const done = useLabState((state) => state.status === 'done');
  const printing = usePrinting();
  const [Sheet, setSheet] = useState<ComponentType<PrintSheetProps> | null>(null);
  useLayoutEffect(() => {
    if (printing) document.documentElement.style.setProperty('--seen-unit', `${unit}px`);
  }, [printing, unit]);
  useEffect(() => {
    if (done || printing) import('./print-sheet.tsx').then((loaded) => setSheet(() => loaded.default));
  }, [done, printing]);
  return printing && Sheet !== null ? <Sheet {...props} /> : null;
}
