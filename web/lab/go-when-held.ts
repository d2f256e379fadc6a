// Going to a moment that is only known once the trace around it is here: the playhead goes near, then to the place itself.
import type { Lab } from '../stores/lab.ts';

/**
 * Pauses at `nearPs`, and as soon as `resolve` knows the exact time goes there. Whoever moves the playhead meanwhile
 * wins.
 */
export function goWhenHeld(lab: Lab, nearPs: number, resolve: () => number | null): void {
  const { playback, store } = lab;
  playback.goTo(nearPs);
  const near = playback.tPs;
  let unsubscribe = () => {};
  const look = () => {
    if (playback.tPs !== near || playback.state.playing) return unsubscribe();
    const exact = resolve();
    if (exact === null) return;
    unsubscribe();
    playback.goTo(exact);
  };
  unsubscribe = store.subscribe(look);
  look();
}
