// A panel two lanes wide under the street, beside its lane, with a leader line to the number that it explains.
import '../styles/why-panel.css';
import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { UI } from '../i18n/en.ts';
import { useHeldTime } from './held-time.ts';
import { MovingPanel } from './moving-panel.tsx';
import { placeOf } from './lane-drawer.tsx';
import { useSurfaceFocus } from './surface-focus.ts';

export interface WhyPanelProps {
  /** From 0, and how many lanes there are. */
  lane: number;
  lanes: number;
  title: string;
  /** The element on the page that is explained. */
  figure: () => Element | null;
  onClose: () => void;
  children: ReactNode;
}

interface Leader {
  right: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** From the figure's foot, under what stands beside it, to the panel's near edge, then down to its top. */
function leaderBetween(figure: DOMRect, panel: DOMRect, origin: DOMRect): Leader | null {
  const right = panel.left >= figure.right - 1;
  // the panel lies over it: nothing leads there
  if (!right && panel.right > figure.left + 1) return null;
  const y = figure.bottom - 1;
  const edge = right ? panel.left : panel.right;
  const from = right ? figure.right : figure.left;
  return {
    right,
    left: Math.min(from, edge) - origin.left,
    top: y - origin.top,
    width: Math.abs(edge - from),
    height: Math.max(0, panel.top - y),
  };
}

const RISE = { duration: 0.32, ease: [0.2, 0.75, 0.2, 1] } as const;

/** Not modal; Escape closes it by the Lab's command, focus goes back to the figure. */
export function WhyPanel({ lane, lanes, title, figure, onClose, children }: WhyPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const [leader, setLeader] = useState<Leader | null>(null);
  const settle = useHeldTime();
  useSurfaceFocus(panel);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured when it opens and when the window changes
  useLayoutEffect(() => {
    const measure = () => {
      const box = panel.current;
      const from = figure();
      const origin = box?.offsetParent?.getBoundingClientRect();
      if (box === null || from === null || origin === undefined) return setLeader(null);
      const at = new DOMRect(
        origin.left + box.offsetLeft,
        origin.top + box.offsetTop,
        box.offsetWidth,
        box.offsetHeight,
      );
      setLeader(leaderBetween(from.getBoundingClientRect(), at, origin));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [title, lane]);
  const { right = false, ...box } = leader ?? {};
  return (
    <>
      {leader !== null && <i className={right ? 'leader' : 'leader left'} style={box} aria-hidden="true" />}
      <MovingPanel
        ref={panel}
        className="panel side why-panel"
        role="dialog"
        aria-label={title}
        style={placeOf(lane, lanes)}
        initial={{ opacity: 0 }}
        animate={{ opacity: 1 }}
        transition={RISE}
        onAnimationComplete={settle}
      >
        <header>
          <h3>{title}</h3>
          <button type="button" className="icon" aria-label={UI.page.close} onClick={onClose}>
            <X size="1.2em" aria-hidden="true" />
          </button>
        </header>
        <div className="scroll">{children}</div>
      </MovingPanel>
    </>
  );
}
