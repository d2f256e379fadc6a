// Does to a real context what a list says.
import { OP } from './draw-list.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Replays the first `length` numbers of `list`; words are looked up in `words`. Throws at a number that is no call. */
export function replay(
  ctx: Context,
  list: Float64Array,
  length: number,
  words: readonly (string | CanvasPattern)[],
): void {
  let i = 0;
  const text = () => words[list[i++]] as string;
  while (i < length) {
    switch (list[i++]) {
      case OP.save:
        ctx.save();
        break;
      case OP.restore:
        ctx.restore();
        break;
      case OP.setTransform:
        ctx.setTransform(list[i], list[i + 1], list[i + 2], list[i + 3], list[i + 4], list[i + 5]);
        i += 6;
        break;
      case OP.translate:
        ctx.translate(list[i], list[i + 1]);
        i += 2;
        break;
      case OP.scale:
        ctx.scale(list[i], list[i + 1]);
        i += 2;
        break;
      case OP.setLineDash: {
        const from = i + 1;
        i = from + list[i];
        ctx.setLineDash([...list.subarray(from, i)]);
        break;
      }
      case OP.beginPath:
        ctx.beginPath();
        break;
      case OP.closePath:
        ctx.closePath();
        break;
      case OP.moveTo:
        ctx.moveTo(list[i], list[i + 1]);
        i += 2;
        break;
      case OP.lineTo:
        ctx.lineTo(list[i], list[i + 1]);
        i += 2;
        break;
      case OP.quadraticCurveTo:
        ctx.quadraticCurveTo(list[i], list[i + 1], list[i + 2], list[i + 3]);
        i += 4;
        break;
      case OP.bezierCurveTo:
        ctx.bezierCurveTo(list[i], list[i + 1], list[i + 2], list[i + 3], list[i + 4], list[i + 5]);
        i += 6;
        break;
      case OP.arc:
        ctx.arc(list[i], list[i + 1], list[i + 2], list[i + 3], list[i + 4], list[i + 5] === 1);
        i += 6;
        break;
      case OP.rect:
        ctx.rect(list[i], list[i + 1], list[i + 2], list[i + 3]);
        i += 4;
        break;
      case OP.clip:
        ctx.clip();
        break;
      case OP.fill:
        ctx.fill();
        break;
      case OP.stroke:
        ctx.stroke();
        break;
      case OP.clearRect:
        ctx.clearRect(list[i], list[i + 1], list[i + 2], list[i + 3]);
        i += 4;
        break;
      case OP.fillRect:
        ctx.fillRect(list[i], list[i + 1], list[i + 2], list[i + 3]);
        i += 4;
        break;
      case OP.strokeRect:
        ctx.strokeRect(list[i], list[i + 1], list[i + 2], list[i + 3]);
        i += 4;
        break;
      case OP.fillText:
        ctx.fillText(text(), list[i], list[i + 1]);
        i += 2;
        break;
      case OP.fillStyle:
        ctx.fillStyle = words[list[i++]];
        break;
      case OP.strokeStyle:
        ctx.strokeStyle = words[list[i++]];
        break;
      case OP.lineWidth:
        ctx.lineWidth = list[i++];
        break;
      case OP.lineCap:
        ctx.lineCap = text() as CanvasLineCap;
        break;
      case OP.lineJoin:
        ctx.lineJoin = text() as CanvasLineJoin;
        break;
      case OP.globalAlpha:
        ctx.globalAlpha = list[i++];
        break;
      case OP.font:
        ctx.font = text();
        break;
      case OP.textAlign:
        ctx.textAlign = text() as CanvasTextAlign;
        break;
      case OP.textBaseline:
        ctx.textBaseline = text() as CanvasTextBaseline;
        break;
      default:
        throw new Error(`${list[i - 1]} is no call`);
    }
  }
}
