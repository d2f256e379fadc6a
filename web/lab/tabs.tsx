// On small screens all lanes' gauges are tabs, always visible; the lanes themselves stand below, one or two at a time.
import { FIGURES } from '../i18n/en-figures.ts';
import { UI } from '../i18n/en.ts';
import { useEffect, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { drawGauge, type GaugeLayout, linesOf } from '../scene/gauge.ts';
import { fillsOn, readPalette } from '../scene/palette.ts';
import { significant } from '../ui/format.ts';
import { gaugeBill, type LaneFigures, onTime } from './figures.ts';
import { laneTitle, shortName } from './lane-words.ts';

const TOP = 40;
const LENS = 13;
const RULE = 5;
const HEIGHT = 165;

export interface TabsProps {
  scenario: Scenario;
  figures: readonly LaneFigures[];
  shown: readonly number[];
  theme: string;
  onChoose: (lane: number) => void;
}

function towerLayout(lines: number): GaugeLayout {
  const room = 46;
  const over = TOP + LENS + RULE;
  const dpr = window.devicePixelRatio || 1;
  const available = HEIGHT - over - 34;
  const wanted = Math.min(room, Math.max(8, Math.ceil(lines) - 1));
  const pitch = Math.max(1, Math.min(LENS * dpr, Math.floor((available / wanted) * dpr))) / dpr;
  return {
    coreY: 0,
    coreH: 0,
    lensY: TOP,
    lens: LENS,
    rule: RULE,
    over,
    pitch,
    room: Math.floor(available / pitch),
    ghostRoom: 0,
    pad: 8,
  };
}

export function Tabs({ scenario, figures, shown, theme, onChoose }: TabsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const bills = figures.map((lane) => (lane.bill === null ? null : gaugeBill(lane.bill)));
  const layout = towerLayout(Math.max(1, ...bills.map((bill) => bill?.total ?? 0)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again after every change of what it shows
  useEffect(() => {
    if (canvas.current === null || strip.current === null) return;
    const draw = () => drawTowers(canvas.current!, strip.current!, bills, layout);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(strip.current);
    return () => observer.disconnect();
  }, [figures, theme, scenario]);
  const onKey = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = (shown[0] + step + figures.length) % figures.length;
    onChoose(next);
    strip.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <nav aria-label={UI.page.lanes}>
      <div className="tabs" role="tablist" aria-label={UI.page.lanesWithCycles} ref={strip} onKeyDown={onKey}>
        {scenario.lanes.map((lane, i) => {
          const { bill } = figures[i];
          const lines = bills[i] === null ? 0 : linesOf(bills[i]!.total, layout).drawn;
          const title = laneTitle(lane);
          const times = bill === null ? UI.page.noFigure : FIGURES.timesBudget(significant(bill.budgetUsed));
          return (
            <button
              key={lane.name}
              type="button"
              role="tab"
              aria-selected={shown.includes(i)}
              aria-controls={`lane-${i + 1}`}
              tabIndex={i === shown[0] ? 0 : -1}
              aria-label={`${i + 1}, ${title}, ${times}`}
              onClick={() => onChoose(i)}
            >
              <span className="n">{i + 1}</span>
              <span className="nm">{shortName(title)}</span>
              <span
                className={onTime(figures[i]) ? 'm okc' : 'm'}
                style={{ top: layout.over + lines * layout.pitch + 7 }}
              >
                {bill === null ? '?' : `${significant(bill.budgetUsed)}×`}
              </span>
            </button>
          );
        })}
        <canvas ref={canvas} />
      </div>
    </nav>
  );
}

function drawTowers(
  canvas: HTMLCanvasElement,
  strip: HTMLElement,
  bills: readonly (ReturnType<typeof gaugeBill> | null)[],
  layout: GaugeLayout,
): void {
  const dpr = Math.max(1, window.devicePixelRatio || 1);
  const width = strip.scrollWidth;
  canvas.width = Math.round(width * dpr);
  canvas.height = Math.round(HEIGHT * dpr);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const ctx = canvas.getContext('2d');
  if (ctx === null) return;
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
  ctx.clearRect(0, 0, width, HEIGHT);
  const palette = readPalette();
  const fills = fillsOn(ctx, palette, dpr);
  for (const [i, tab] of [...strip.querySelectorAll('button')].entries()) {
    const bill = bills[i];
    if (bill)
      drawGauge(ctx, fills, bill, { x: tab.offsetLeft + 8, y: 0, width: tab.offsetWidth - 16 }, layout);
  }
  ctx.fillStyle = palette.deadline;
  ctx.fillRect(0, layout.lensY + layout.lens, width, RULE - 1.5);
}
