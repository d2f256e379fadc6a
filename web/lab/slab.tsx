// The slab of a floor, which leaves and arrives: motion comes after the first frames, for what moves only when asked.
import type { animate } from 'framer-motion/dom/mini';
import { useLayoutEffect, useRef } from 'react';
import { prefersLessMotion } from '../ui/media.ts';
import { whenReady } from '../ui/when-ready.ts';

const MOVE = { duration: 0.62, ease: [0.6, 0, 0.2, 1] } as const;

const SOLID = { transform: 'scaleY(1)', opacity: 1 };
const GONE = { transform: 'scaleY(0)', opacity: 0 };

let move: typeof animate | null = null;
whenReady(async () => {
  ({ animate: move } = await import('framer-motion/dom/mini'));
});

/** Stands as its floor does; a change is shown as a move where motion is wanted. */
export function Slab({ solid }: { solid: boolean }) {
  const slab = useRef<HTMLSpanElement>(null);
  const was = useRef(solid);
  useLayoutEffect(() => {
    if (was.current === solid) return;
    was.current = solid;
    if (move === null || slab.current === null || prefersLessMotion()) return;
    const [from, to] = solid ? [GONE, SOLID] : [SOLID, GONE];
    const moving = move(
      slab.current,
      { transform: [from.transform, to.transform], opacity: [from.opacity, to.opacity] },
      MOVE,
    );
    return () => moving.cancel();
  }, [solid]);
  return <span ref={slab} className="slab" aria-hidden="true" style={solid ? SOLID : GONE} />;
}
