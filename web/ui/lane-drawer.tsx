// A drawer exactly two lanes wide beside its lane, from the bar to the transport: the lane answers every change in view.
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useHeldTime } from './held-time.ts';
import { MovingPanel } from './moving-panel.tsx';
import { useSurfaceFocus } from './surface-focus.ts';

export interface LaneDrawerProps {
  /** From 0, and how many lanes there are. */
  lane: number;
  lanes: number;
  label: string;
  header: ReactNode;
  footer: ReactNode;
  children: ReactNode;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** Lanes from this one on have their drawer to the left. */
const LEFT_FROM = 3;

/** Where the drawer stands: to the right of lanes 1 to 3, to the left of later ones; never over its own lane. */
export function drawerSide(lane: number, lanes: number): 'left' | 'right' {
  if (lanes > 5) return lane < lanes - 2 ? 'right' : 'left';
  if (lanes < 3) return lane === 0 && lanes > 1 ? 'right' : 'left';
  return lane >= LEFT_FROM || lane + 2 > lanes - 1 ? 'left' : 'right';
}

/** A surface two lanes wide stands there; of a lane that has all the plate it leaves the packets and the figures in view. */
export function placeOf(lane: number, lanes: number): React.CSSProperties {
  if (lanes === 1) return { left: 'calc(var(--axis) + (100vw - var(--axis)) * 0.3)' };
  const right = drawerSide(lane, lanes) === 'right';
  if (lanes > 5) return right ? { right: 0 } : { left: 'var(--axis)' };
  const width = `(100vw - var(--axis)) / ${lanes}`;
  return right
    ? { left: `calc(var(--axis) + ${width} * ${lane + 1})` }
    : { right: `calc(${width} * ${lanes - lane})` };
}

const FROM_SIDE = { duration: 0.38, ease: [0.2, 0.75, 0.2, 1] } as const;

/**
 * Open as long as it is mounted, and not modal. Focus goes to `[data-first]` and back to the opener; Escape is the Lab's,
 * which closes one layer; a press outside does not close it.
 */
export function LaneDrawer({ lane, lanes, label, header, footer, children, onKeyDown }: LaneDrawerProps) {
  const panel = useRef<HTMLDivElement>(null);
  const settle = useHeldTime();
  useSurfaceFocus(panel);
  return (
    <MovingPanel
      ref={panel}
      className="panel side lane-drawer"
      role="dialog"
      aria-label={label}
      style={placeOf(lane, lanes)}
      initial={{ opacity: 0, x: drawerSide(lane, lanes) === 'right' ? 48 : -48 }}
      animate={{ opacity: 1, x: 0 }}
      transition={FROM_SIDE}
      onAnimationComplete={settle}
      onKeyDown={onKeyDown}
    >
      <header>{header}</header>
      {children}
      <footer>{footer}</footer>
    </MovingPanel>
  );
}
