// Keeps the address truthful: at every pause, step and change, and when somebody edits it.
import { useEffect, useRef } from 'react';
import { type Address, readAddress, writeAddress } from './address.ts';
import { useLab } from '../stores/use-lab.ts';

const DELAY_MS = 250;

/** `onAddress` hears of addresses that somebody typed or followed. */
export function useAddressSync(themeChosen: boolean, onAddress: (address: Address) => void): void {
  const lab = useLab();
  /** What the page wrote last, or has been told to follow. */
  const known = useRef<string | null>(null);
  const heard = useRef(onAddress);
  heard.current = onAddress;
  useEffect(() => {
    known.current ??= window.location.hash;
    let timer = 0;
    let follows = 0;
    const write = () => {
      timer = 0;
      const { scenario, drawable, capture, tPs, playing, theme, windowOpenPs, input } = lab.store.getState();
      if (scenario === null || !drawable) return;
      if (isUntouched(input, playing || tPs === windowOpenPs, window.location.hash)) return;
      const state = {
        scenario,
        captureHash: capture?.hash ?? null,
        tNs: lab.playback.tPs / 1000,
        playing,
        theme: themeChosen ? theme : null,
      };
      const at = follows;
      void writeAddress(state).then((hash) => {
        // somebody else has changed it, heard of or not yet: that is followed, not written over
        if (at !== follows || window.location.hash !== known.current) return;
        if (hash === known.current || timer !== 0) return;
        known.current = hash;
        window.history.replaceState(null, '', hash);
      });
    };
    const unsubscribe = lab.store.subscribe((state, before) => {
      // while it plays, the address keeps the time at which it was last paused or changed
      const moved = state.tPs !== before.tPs && !state.playing;
      const changed =
        state.scenario !== before.scenario ||
        state.playing !== before.playing ||
        state.theme !== before.theme;
      if ((moved || changed) && timer === 0) timer = window.setTimeout(write, DELAY_MS);
    });
    const onHash = () => {
      const { hash } = window.location;
      if (hash === known.current) return;
      // what the page itself wrote before this one may be followed again later
      known.current = hash;
      follows++;
      window.clearTimeout(timer);
      timer = 0;
      const at = follows;
      // reading takes a moment: what was followed since is meant
      void readAddress(hash).then((address) => at === follows && heard.current(address));
    };
    window.addEventListener('hashchange', onHash);
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
      window.removeEventListener('hashchange', onHash);
    };
  }, [lab, themeChosen]);
}

/** Nothing has been chosen yet, the page just plays: the plain address stays plain. */
function isUntouched(input: object, atStart: boolean, hash: string): boolean {
  return Object.keys(input).length === 0 && atStart && !hash.includes('?');
}
