// Dragging a lane by its head: the head travels, a bar shows the gap it would take, the lane moves on release.
import type { PointerEvent as ReactPointerEvent } from 'react';
import type { LaneOps } from './lane-ops.ts';

/** A press becomes a drag after this much, px. */
const SLACK = 6;

interface Drag {
  from: number;
  lanes: HTMLElement[];
  /** The head on its way. */
  travels: HTMLElement;
  bar: HTMLElement;
  gripX: number;
  gap: number;
}

/** Gap before lane n (0 … count) that is nearest to a place on the page. */
export function nearestGap(edges: readonly number[], x: number): number {
  let best = 0;
  for (let gap = 1; gap < edges.length; gap++) {
    if (Math.abs(edges[gap] - x) < Math.abs(edges[best] - x)) best = gap;
  }
  return best;
}

/** Where a lane from `from` ends up in a gap between lanes counted before the move. */
export function placeInGap(from: number, gap: number): number {
  return gap > from ? gap - 1 : gap;
}

function begin(from: number, head: HTMLElement, x: number): Drag | null {
  const root = head.closest<HTMLElement>('.plate');
  if (root === null) return null;
  const lanes = [...root.querySelectorAll<HTMLElement>('.lane:not([hidden])')];
  const box = head.getBoundingClientRect();
  const travels = head.cloneNode(true) as HTMLElement;
  travels.className = 'head travels';
  travels.setAttribute('aria-hidden', 'true');
  travels.inert = true;
  Object.assign(travels.style, { width: `${box.width}px`, top: `${box.top}px` });
  const bar = document.createElement('i');
  bar.className = 'gap-bar';
  document.body.append(travels, bar);
  head.closest('.lane')?.classList.add('leaving');
  return { from, lanes, travels, bar, gripX: x - box.left, gap: from };
}

function follow(drag: Drag, x: number): void {
  const boxes = drag.lanes.map((lane) => lane.getBoundingClientRect());
  const edges = [...boxes.map((box) => box.left), boxes[boxes.length - 1].right];
  drag.gap = nearestGap(edges, x);
  drag.travels.style.left = `${x - drag.gripX}px`;
  const { top, height } = boxes[0];
  Object.assign(drag.bar.style, { left: `${edges[drag.gap]}px`, top: `${top}px`, height: `${height}px` });
}

function end(drag: Drag): void {
  drag.travels.remove();
  drag.bar.remove();
  for (const lane of drag.lanes) lane.classList.remove('leaving');
}

/** Handler for pointerdown on the head of lane `index`. */
export function useHeadDrag(index: number, ops: LaneOps): (event: ReactPointerEvent<HTMLElement>) => void {
  return (down) => {
    const pressed = down.target instanceof Element && down.target.closest('button, input');
    if (pressed || down.button !== 0 || down.pointerType === 'touch') return;
    const head = down.currentTarget;
    const startX = down.clientX;
    let drag: Drag | null = null;
    const stop = new AbortController();
    const { signal } = stop;
    const finish = (keep: boolean) => {
      stop.abort();
      if (drag === null) return;
      end(drag);
      if (keep) ops.move(index, placeInGap(index, drag.gap));
    };
    window.addEventListener(
      'pointermove',
      (event) => {
        if (drag === null && Math.abs(event.clientX - startX) > SLACK) drag = begin(index, head, startX);
        if (drag !== null) follow(drag, event.clientX);
      },
      { signal },
    );
    window.addEventListener('pointerup', () => finish(true), { signal });
    window.addEventListener('pointercancel', () => finish(false), { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || drag === null) return;
        event.preventDefault();
        finish(false);
      },
      { signal, capture: true },
    );
  };
}
