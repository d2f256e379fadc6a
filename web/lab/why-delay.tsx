// What the 99th percentile of the delay is made of, on the screen: one packet's time, its waits, each VM's slowest packet.
import { vmName } from '../../sim-core/index.ts';
import { FATES } from '../i18n/en-packet.ts';
import { WHY_WORDS } from '../i18n/en-why.ts';
import { DELAY_SHARE } from '../scene/delays.ts';
import { useLabState } from '../stores/use-lab.ts';
import { count, duration } from '../ui/format.ts';
import { type DelayParts, delayPartsOf } from './delay-parts.ts';
import type { WhyProps } from './why-context.ts';
import { Term } from './why-term.tsx';

/** VMs that are listed; of more the slowest. */
const MOST_VMS = 8;

/** The delay is one packet's: what its time went into, and how it compares with each VM's slowest. */
export function OfDelay({ lane, scenario, figures, readers, onPacket }: WhyProps) {
  const tPs = useLabState((state) => state.tPs);
  const reader = readers()[lane];
  const parts =
    reader === undefined ? null : delayPartsOf(reader.store, tPs, scenario.machine.ghz, DELAY_SHARE);
  const { p99Ns } = figures;
  const result = <Term value={p99Ns === null ? '–' : duration(p99Ns)} says={WHY_WORDS.delay} result />;
  if (parts === null) {
    return (
      <>
        <p className="says">{WHY_WORDS.delaySays}</p>
        <div className="formula">{result}</div>
      </>
    );
  }
  const vms = parts.byVm.length > MOST_VMS ? slowestVms(parts.byVm) : parts.byVm;
  return (
    <>
      <p className="says">
        {WHY_WORDS.delaySays} {WHY_WORDS.thatPacket(count(parts.packet), vmName(parts.vm))}
      </p>
      <div className="formula">
        <Term value={duration(parts.entryPs / 1000)} says={FATES.gettingIn} />
        <span aria-hidden="true">+</span>
        <Term value={duration(parts.waitsPs / 1000)} says={WHY_WORDS.waited} />
        <span aria-hidden="true">+</span>
        <Term value={duration(parts.workedPs / 1000)} says={WHY_WORDS.worked} />
        <span aria-hidden="true">=</span>
        {result}
      </div>
      <ul className="causes" aria-label={WHY_WORDS.waits}>
        {parts.waits.map(({ words, ps }) => (
          <li key={words}>
            {words === '' ? WHY_WORDS.otherWaits : words} <b>{duration(ps / 1000)}</b>
          </li>
        ))}
      </ul>
      <button type="button" className="btn small" onClick={() => onPacket(parts.packet)}>
        {WHY_WORDS.openPacket(count(parts.packet))}
      </button>
      {parts.byVm.length > 1 && (
        <>
          <p className="says">{WHY_WORDS.slowestOf}</p>
          <ul className="causes" aria-label={WHY_WORDS.slowestOf}>
            {vms.map(({ vm, packets, slowestPs }) => (
              <li key={vm}>
                {vmName(vm)} <b>{duration(slowestPs / 1000)}</b> <small>{WHY_WORDS.ofPackets(packets)}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function slowestVms(all: DelayParts['byVm']): DelayParts['byVm'] {
  return [...all].sort((a, b) => b.slowestPs - a.slowestPs).slice(0, MOST_VMS);
}
