// A counter's explanation: what was counted over which time, where packets were dropped, or what the delay is made of.
import { causeWords } from '../../sim-core/index.ts';
import { WHY_WORDS } from '../i18n/en-why.ts';
import { count, duration, mpps, perSecond } from '../ui/format.ts';
import type { WhyProps } from './why-context.ts';
import { OfDelay } from './why-delay.tsx';
import { Term } from './why-term.tsx';

export function Counter(props: WhyProps) {
  const { figure, figures } = props;
  const { delivered, dropped, offered, deliveredPps, droppedPps, exitsPerS, interruptsPerS } = figures;
  // a lane that delivers nothing drops all the same
  const [counted, pace] = delivered > 0 ? [delivered, deliveredPps] : [dropped, droppedPps];
  const spanNs = pace !== null && pace > 0 ? (counted / pace) * 1e9 : 0;
  const rate = (n: number, pps: number | null, says: string) => (
    <>
      <p className="says">{says}</p>
      <div className="formula">
        <Term value={count(n)} says={WHY_WORDS.packets} />
        <span aria-hidden="true">÷</span>
        <Term value={duration(spanNs)} says={WHY_WORDS.span} />
        <span aria-hidden="true">=</span>
        <Term value={pps === null ? '–' : `${mpps(pps)} Mpps`} says={WHY_WORDS.perSecond} result />
      </div>
    </>
  );
  if (figure === 'delivered')
    return rate(delivered, deliveredPps, WHY_WORDS.deliveredSays(count(delivered), duration(spanNs)));
  if (figure === 'dropped') {
    return (
      <>
        {rate(dropped, droppedPps, WHY_WORDS.droppedSays(count(dropped), count(offered)))}
        <ul className="causes" aria-label={WHY_WORDS.causes}>
          {figures.causes.map(([cause, n]) => (
            <li key={cause}>
              {causeWords(cause)} <b>{count(n)}</b>
            </li>
          ))}
        </ul>
      </>
    );
  }
  if (figure === 'delay') return <OfDelay {...props} />;
  return (
    <>
      <p className="says">{WHY_WORDS.eventsSays}</p>
      <div className="formula">
        <Term value={exitsPerS === null ? '–' : perSecond(exitsPerS)} says={WHY_WORDS.exits} />
        <Term value={interruptsPerS === null ? '–' : perSecond(interruptsPerS)} says={WHY_WORDS.interrupts} />
      </div>
    </>
  );
}
