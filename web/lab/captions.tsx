// The first visit's three captions: a floor, a line, a chip, each with its leader line. Any key or press ends them.
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CAPTIONS } from '../i18n/en-captions.ts';
import '../styles/captions.css';

/** Keys that only lead to the button or go with another key. */
const QUIET_KEYS = ['Tab', 'Shift', 'Control', 'Alt', 'Meta'];

interface Placed {
  box: CSSProperties;
  lines: CSSProperties[];
}

/** Where the captions stand beside what they are about, px of the window; null where it is not on the screen. */
function placesIn(plate: HTMLElement): Placed[] | null {
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const lanes = [...plate.querySelectorAll<HTMLElement>('.lane:not([hidden])')];
  const rectOf = (lane: number, selector: string) =>
    lanes[Math.min(lane, lanes.length - 1)]?.querySelector(selector)?.getBoundingClientRect();
  const floor = rectOf(1, '.cell.row-copy') ?? rectOf(1, '.cell');
  const gauge = rectOf(1, '.gauge');
  const chip = rectOf(3, '.chip[data-chip="ddio"]') ?? rectOf(3, '.chip');
  if (floor === undefined || gauge === undefined || chip === undefined) return null;
  const middle = floor.top + floor.height / 2;
  const left = floor.left + 3.2 * unit;
  const top = floor.top - 5.3 * unit;
  // clear of the words under the next lane's tower
  const words = rectOf(2, '.gauge > .t:not(.lensn)')?.bottom ?? 0;
  const line = Math.max(gauge.top + 8 * unit, words + 0.8 * unit);
  return [
    {
      box: { left, top },
      lines: [
        { left: floor.left + 2 * unit, top: middle - 1.5, width: 1.2 * unit + 2, height: 3 },
        { left, top, width: 3, height: middle - top },
      ],
    },
    {
      box: { left: gauge.right + 0.6 * unit, top: line - 0.3 * unit },
      lines: [{ left: gauge.right - 1.5 * unit, top: line, width: 2.1 * unit, height: 3 }],
    },
    {
      box: { left: chip.right + 2.2 * unit, top: chip.top - 3.1 * unit, width: '16rem' },
      lines: [
        { left: chip.right + 3, top: chip.top + chip.height / 2 - 1.5, width: 2.2 * unit - 3, height: 3 },
      ],
    },
  ];
}

/** Places follow the plate's size; null on smaller layouts, where the captions are a list. */
function usePlaces(plate: RefObject<HTMLElement | null>, beside: boolean): Placed[] | null {
  const [places, setPlaces] = useState<Placed[] | null>(null);
  useLayoutEffect(() => {
    const root = plate.current;
    if (root === null || !beside) {
      setPlaces(null);
      return;
    }
    const observer = new ResizeObserver(() => setPlaces(placesIn(root)));
    observer.observe(root);
    setPlaces(placesIn(root));
    return () => observer.disconnect();
  }, [plate, beside]);
  return places;
}

/** A list stands on the transport. */
function aboveTransport(): CSSProperties {
  const footer = document.querySelector('.frame > footer')?.getBoundingClientRect();
  return { bottom: footer === undefined ? 0 : Math.max(0, window.innerHeight - footer.top) };
}

export interface CaptionsProps {
  plate: RefObject<HTMLElement | null>;
  /** There is room beside what they are about. */
  beside: boolean;
  onEnd: () => void;
}

export default function Captions({ plate, beside, onEnd }: CaptionsProps) {
  const places = usePlaces(plate, beside);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    // whoever hears the page hears them first; who has begun to do something keeps focus
    if (before === null || before === document.body) button.current?.focus({ preventScroll: true });
    const onKey = (event: KeyboardEvent) => {
      if (!QUIET_KEYS.includes(event.key)) onEnd();
    };
    const onClick = () => onEnd();
    // not yet: the press that asked for them is still on its way
    const soon = setTimeout(() => {
      document.addEventListener('keydown', onKey);
      document.addEventListener('click', onClick);
    });
    return () => {
      clearTimeout(soon);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    };
  }, [onEnd]);
  return (
    <div
      className={places === null ? 'captions listed' : 'captions'}
      role="group"
      aria-label={CAPTIONS.name}
      style={places === null ? aboveTransport() : undefined}
    >
      <ol>
        {CAPTIONS.list.map(([title, text], i) => (
          <li key={title} id={`caption-${i + 1}`} style={places?.[i].box}>
            <b>
              <i aria-hidden="true">{i + 1}</i> {title}
            </b>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      {places
        ?.flatMap(({ lines }) => lines)
        .map((style) => (
          <i
            key={`${style.left} ${style.top} ${style.width}`}
            className="leader"
            style={style}
            aria-hidden="true"
          />
        ))}
      <div className="end">
        <span>{CAPTIONS.note}</span>
        <button
          ref={button}
          type="button"
          className="btn small primary"
          aria-describedby="caption-1 caption-2 caption-3"
        >
          {CAPTIONS.done}
        </button>
      </div>
    </div>
  );
}
