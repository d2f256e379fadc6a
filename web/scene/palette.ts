// The tokens as canvas colours, read from the document once for each theme, and the hatches made of them.
import { contextTarget } from '../painter/hatch.ts';
import type { Fill, Target } from '../painter/pen.ts';
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

/** Fills of one canvas: a part's flat colour, polling's hatch, the hatch of spare time. */
export class Fills {
  readonly palette: Palette;
  readonly poll: Fill;
  readonly spare: Fill;
  private readonly dpr: number;

  constructor(target: Target, palette: Palette, dpr: number) {
    const { part, edge, rule } = palette;
    this.palette = palette;
    this.dpr = dpr;
    this.poll = target.hatch({ colour: edge.poll, background: part.poll, gap: 5, width: 1.6, dpr });
    this.spare = target.hatch({ colour: rule, background: null, gap: 6, width: 1, dpr });
  }

  /**
   * The nearest edge of a device pixel, px. Clips lie on them: those between are smoothed by the page's canvas and not by
   * a worker's, and cost more to paint.
   */
  snap(px: number): number {
    return Math.round(px * this.dpr) / this.dpr;
  }

  /** A part's fill; the driver's is hatched only where it polls. */
  of(part: Part, polls = true): Fill {
    if (part === 'poll') return polls ? this.poll : this.palette.edge.poll;
    return this.palette.part[part];
  }
}

/** Fills of a canvas of the page. */
export function fillsOn(ctx: CanvasRenderingContext2D, palette: Palette, dpr: number): Fills {
  return new Fills(contextTarget(ctx), palette, dpr);
}
