// The Lab's first picture as text, for the build: what a visitor without an address sees before any script is there.
import { renderToString } from 'react-dom/server';
import type { Address } from '../share/address.ts';
import { createLab } from '../stores/lab.ts';
import { App } from './app.tsx';

/** An address without state. */
const NONE: Address = { input: {}, captureHash: null, tNs: null, play: null, theme: null, problems: [] };

/** Renders the lecture's case on a wide window, with nothing simulated yet; `main.tsx` takes its elements over. */
export function prerender(): string {
  // a simulator that never answers
  const lab = createLab({
    connect: () => ({ post: () => undefined, close: () => undefined }),
    connectTask: () => () => undefined,
    frames: { request: () => 0, cancel: () => undefined },
  });
  try {
    return renderToString(<App lab={lab} address={NONE} />);
  } finally {
    lab.dispose();
  }
}
