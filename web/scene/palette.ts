// The tokens as canvas colours, read from the document once for each theme, and the hatches made of them.
import type { Part } from './floors.ts';

const PART_TOKENS: readonly Part[] = [
  'irq',
  'exit',
  'miss',
  'sort',
  'copy',
  'llc',
  'poll',
  'kern',
  'sys',
  'app',
];
const INKS = ['a', 'b', 'c', 'd'] as const;

export interface Palette {
  part: Record<Part, string>;
  edge: Record<Part, string>;
  wire: string;
  dma: string;
  dmaEdge: string;
  vm: string[];
  vmText: string[];
  vmLine: string;
  ink: string;
  ink2: string;
  film: string;
  sheet: string;
  rule: string;
  rule2: string;
  late: string;
  deadline: string;
  dark: boolean;
}

/** Reads the present theme's tokens. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const parts = (prefix: string) =>
    Object.fromEntries(PART_TOKENS.map((part) => [part, token(`${prefix}-${part}`)])) as Record<Part, string>;
  return {
    part: parts('c'),
    edge: parts('e'),
    wire: token('c-wire'),
    dma: token('c-dma'),
    dmaEdge: token('e-dma'),
    vm: INKS.map((ink) => token(`vm-${ink}`)),
    vmText: INKS.map((ink) => token(`vm-${ink}-t`)),
    vmLine: token('vm-line'),
    ink: token('ink'),
    ink2: token('ink-2'),
    film: token('film'),
    sheet: token('sheet'),
    rule: token('rule'),
    rule2: token('rule-2'),
    late: token('late'),
    deadline: token('deadline'),
    dark: document.documentElement.dataset.theme === 'dark',
  };
}

/** Diagonal hatch as a pattern; crisp at any device pixel ratio. `background` null leaves it transparent. */
function makeHatch(
  ctx: CanvasRenderingContext2D,
  colour: string,
  background: string | null,
  gap: number,
  width: number,
  dpr: number,
): CanvasPattern | null {
  const size = Math.max(3, Math.round(gap * dpr));
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d');
  if (pen === null) return null;
  if (background !== null) {
    pen.fillStyle = background;
    pen.fillRect(0, 0, size, size);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = width * dpr;
  pen.beginPath();
  for (let i = -1; i < 2; i++) {
    pen.moveTo(i * size - 2, size + 2);
    pen.lineTo(i * size + size + 2, -2);
  }
  pen.stroke();
  const pattern = ctx.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / dpr));
  return pattern;
}

export type Fill = string | CanvasPattern;

/** Fills of one canvas: a part's flat colour, polling's hatch, the hatch of spare time. */
export class Fills {
  readonly palette: Palette;
  readonly poll: Fill;
  readonly spare: Fill;

  constructor(ctx: CanvasRenderingContext2D, palette: Palette, dpr: number) {
    this.palette = palette;
    this.poll = makeHatch(ctx, palette.edge.poll, palette.part.poll, 5, 1.6, dpr) ?? palette.part.poll;
    this.spare = makeHatch(ctx, palette.rule, null, 6, 1, dpr) ?? 'transparent';
  }

  /** A part's fill; the driver's is hatched only where it polls. */
  of(part: Part, polls = true): Fill {
    if (part === 'poll') return polls ? this.poll : this.palette.edge.poll;
    return this.palette.part[part];
  }
}
