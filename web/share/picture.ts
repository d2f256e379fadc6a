// A picture of the whole screen as it stands: sentence, lanes, gauges and counters; what is open over them is left out.
import { domToBlob, domToSvg } from 'modern-screenshot';

export type PictureKind = 'png' | 'svg';

/** Device pixels a CSS pixel of a PNG: sharp on a slide. */
const SCALE = 2;

/** Parts of the page that belong to the moment and not to the picture. */
const LEFT_OUT =
  '.foot, .tools, .pop, .panel, .stamps, .check-stamp, .sr, [data-radix-popper-content-wrapper]';

function frame(): HTMLElement {
  const element = document.querySelector<HTMLElement>('.frame');
  if (element === null) throw new Error('there is nothing to take a picture of');
  return element;
}

const options = () => ({
  backgroundColor: getComputedStyle(document.documentElement).getPropertyValue('--film').trim(),
  filter: (node: Node) => !(node instanceof Element && node.matches(LEFT_OUT)),
});

/** Draws the page. Throws where the browser cannot. */
export async function takePicture(kind: PictureKind): Promise<Blob> {
  if (kind === 'png') return domToBlob(frame(), { ...options(), scale: SCALE, type: 'image/png' });
  const url = await domToSvg(frame(), options());
  const text = decodeURIComponent(url.slice(url.indexOf(',') + 1));
  return new Blob([text], { type: 'image/svg+xml' });
}
