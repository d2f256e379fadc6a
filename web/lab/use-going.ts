// Going to a moment that may have to be asked for: the simulator says when it is, then the playhead goes there.
import { useCallback, useRef, useState } from 'react';
import { GO_TO_WORDS as WORDS } from '../i18n/en-find.ts';
import type { Lab } from '../stores/lab.ts';
import { count } from '../ui/format.ts';
import type { Suggestion } from './go-to.ts';

export interface Going {
  /** What is being looked for, or why it was not found; empty otherwise. */
  words: string;
  wrong: boolean;
  /** Goes there, at once or once the time is known; `there` is called when the playhead is on its way. */
  go(suggestion: Suggestion, there: () => void): void;
  /** Nothing is looked for any more. */
  forget(): void;
}

/** When a moment is, ps; −1 where there is none. */
async function timeOf(lab: Lab, { lane, sought }: Suggestion): Promise<number> {
  if (sought === null) return -1;
  return 'event' in sought ? lab.eventTime(lane, sought.event) : (await lab.arrival(sought)).tPs;
}

function notFound({ sought }: Suggestion): string {
  if (sought === null) return '';
  return 'event' in sought ? WORDS.fewer(count(sought.event)) : WORDS.noPacket(count(sought.packet));
}

export function useGoing(lab: Lab): Going {
  const [said, setSaid] = useState({ words: '', wrong: false });
  const latest = useRef(0);
  const forget = useCallback(() => {
    latest.current++;
    setSaid({ words: '', wrong: false });
  }, []);
  const go = useCallback(
    (suggestion: Suggestion, there: () => void) => {
      const mine = ++latest.current;
      if (suggestion.tPs >= 0) {
        lab.playback.goTo(suggestion.tPs);
        return there();
      }
      setSaid({ words: WORDS.looking(suggestion.words), wrong: false });
      const found = (tPs: number) => {
        if (mine !== latest.current) return;
        const words = tPs < 0 ? notFound(suggestion) : '';
        setSaid({ words, wrong: tPs < 0 });
        if (tPs < 0) return;
        lab.playback.goTo(tPs);
        there();
      };
      timeOf(lab, suggestion).then(found, () => {
        if (mine === latest.current) setSaid({ words: WORDS.failed, wrong: true });
      });
    },
    [lab],
  );
  return { ...said, go, forget };
}
