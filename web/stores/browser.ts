// The Lab of a browser page: a Worker, the screen's frames, and a pause when the tab is hidden.
import { browserFrames } from '../playback/frame-loop.ts';
import { checkLazily } from '../sim-client/check.ts';
import { connectTaskWorker } from '../sim-client/task-connection.ts';
import { connectWorker } from '../sim-client/connection.ts';
import { browserIdle } from '../sim-client/idle.ts';
import { createLab, type Lab } from './lab.ts';

/**
 * Makes the page's Lab; call its `start` with the address's scenario. `startPs` from the address, if it has one;
 * `showsStart` where it plays by itself.
 */
export function createBrowserLab(startPs: number | undefined, showsStart: boolean): Lab {
  const lab = createLab({
    connect: connectWorker,
    check: checkLazily,
    connectTask: connectTaskWorker,
    frames: browserFrames(),
    whenIdle: browserIdle,
    startPs,
    showsStart,
  });
  pauseWhenHidden(lab);
  showTraceHash(lab);
  return lab;
}

/** `data-trace-hash` of the document: the finished run's, absent while one is under way. What tests compare with Node's. */
export function showTraceHash(lab: Pick<Lab, 'store'>): () => void {
  return lab.store.subscribe(({ traceHash }, before) => {
    if (traceHash === before.traceHash) return;
    const { dataset } = document.documentElement;
    if (traceHash === null) delete dataset.traceHash;
    else dataset.traceHash = traceHash;
  });
}

/** A hidden page pauses; coming back does not start it again. */
export function pauseWhenHidden(lab: Pick<Lab, 'playback'>): () => void {
  const onChange = () => {
    if (document.hidden) lab.playback.pause();
  };
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}
