// What the address asked for and what could not be done: messages, the file a link needs, the first play.
import { UI } from '../i18n/en.ts';
import { lazy, useCallback, useEffect, useRef, useState } from 'react';
import type { Opening } from '../ui/opening.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { prefersLessMotion } from '../ui/media.ts';
import { keepTheme, type ThemeChoice } from '../ui/theme.ts';
import type { Address } from './address.ts';
import { useAddressSync } from './use-address-sync.ts';

const Share = lazy(() => import('./share-popover.tsx'));

function needsFile(address: Address): Address['input'] | null {
  return address.input.traffic?.kind === 'capture' ? address.input : null;
}

export function useOpening(first: Address): Opening {
  const lab = useLab();
  const [problems, setProblems] = useState<Opening['problems']>(first.problems);
  const [problem, setProblem] = useState('');
  const [wanted, setWanted] = useState(() => needsFile(first));
  const [themeChosen, setThemeChosen] = useState(first.theme !== null);
  const capture = useLabState((state) => state.capture);
  const [wantedHash, setWantedHash] = useState(first.captureHash);
  const forgetWanted = useCallback(() => {
    setWanted(null);
    setWantedHash(null);
  }, []);
  useEffect(() => {
    if (capture !== null) forgetWanted();
  }, [capture, forgetWanted]);
  useLateTime(first, setProblems);
  useFirstPlay(first);
  useHiddenNote(setProblem);

  const chooseTheme = useCallback(
    (theme: ThemeChoice) => {
      setThemeChosen(true);
      keepTheme(theme);
      lab.actions.setTheme(theme);
    },
    [lab],
  );
  const follow = useCallback(
    (address: Address) => {
      setProblems(address.problems);
      setWanted(needsFile(address));
      setWantedHash(address.captureHash);
      if (address.theme !== null) lab.actions.setTheme(address.theme);
      const held = lab.store.getState().capture?.name;
      const file = address.input.traffic?.capture?.file;
      const startPs = address.tNs === null ? undefined : address.tNs * 1000;
      if (needsFile(address) === null || file === held) lab.actions.load(address.input, startPs);
      else if (startPs !== undefined) lab.playback.seek(startPs);
      if (address.play === true) lab.playback.play();
      if (address.play === false || (address.play === null && address.tNs !== null)) lab.playback.pause();
    },
    [lab],
  );
  const dismiss = useCallback(() => {
    setProblems([]);
    setProblem('');
  }, []);
  useAddressSync(themeChosen, follow);
  const reportProblem = useCallback<Opening['reportProblem']>(
    async (check) => {
      const { problemReport, sendReport } = await import('./problem.ts');
      return sendReport(await problemReport(lab, check));
    },
    [lab],
  );
  const copyLink = useCallback<Opening['copyLink']>(async () => {
    const { scenario } = lab.store.getState();
    if (scenario === null) return false;
    const [{ linkHere }, { copyText }] = await Promise.all([
      import('./link-here.ts'),
      import('../ui/files.ts'),
    ]);
    return copyText(await linkHere(lab, scenario, lab.playback.tPs));
  }, [lab]);
  return {
    problems,
    problem,
    setProblem,
    dismiss,
    wanted,
    wantedHash,
    forgetWanted,
    chooseTheme,
    Share,
    reportProblem,
    copyLink,
  };
}

/** Plays once there is something to see, unless the address names a moment or less motion is wanted. */
function useFirstPlay(address: Address): void {
  const lab = useLab();
  const drawable = useLabState((state) => state.drawable);
  const done = useRef(false);
  useEffect(() => {
    if (!drawable || done.current) return;
    done.current = true;
    const wanted = address.play ?? (address.tNs === null && !prefersLessMotion());
    if (wanted && !document.hidden) lab.playback.play();
  }, [lab, drawable, address]);
}

/** Says on return that playback was paused, until the next message. */
function useHiddenNote(say: (problem: string) => void): void {
  const playing = useLabState((state) => state.playing);
  const was = useRef(playing);
  was.current = playing;
  useEffect(() => {
    const onChange = () => {
      // the store has paused by now; the last render has not heard of it
      if (document.hidden && was.current) say(UI.messages.hidden);
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [say]);
  useEffect(() => {
    if (playing) say('');
  }, [playing, say]);
}

/** How far past the expected end a time may lie: random traffic ends a little sooner or later than expected. */
const MARGIN = 1.2;

/** A time after the run's end is named, and the run is shown from where its window opens. */
function useLateTime(address: Address, say: (problems: Opening['problems']) => void): void {
  const lab = useLab();
  const expectedPs = useLabState((state) => state.expectedEndPs);
  const openPs = useLabState((state) => state.windowOpenPs);
  const due = useRef(address.tNs !== null);
  useEffect(() => {
    if (!due.current || expectedPs <= 0 || openPs < 0 || address.tNs === null) return;
    due.current = false;
    if (address.tNs * 1000 <= expectedPs * MARGIN) return;
    say([...address.problems, { kind: 'late' }]);
    lab.playback.seek(openPs);
  }, [lab, address, say, expectedPs, openPs]);
}
