// The self-check's sheet: every invariant with how often it was tried, seed, hash, and the command that gives the same hash.
import '../styles/take.css';
import { Check, X } from 'lucide-react';
import { useStore } from 'zustand/react';
import type { CheckSum, Scenario, SelfCheckResult } from '../../sim-core/protocol/index.ts';
import { UI } from '../i18n/en.ts';
import { CHECK, CHECK_WORDS } from '../i18n/en-share.ts';
import type { SelfChecker } from '../stores/self-check.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { commandLine, copyText } from '../ui/files.ts';
import { count } from '../ui/format.ts';
import { Pending, pendingTitle, useChecking } from './self-check-pending.tsx';

/** "076e 4edd 5481 d74f": easier to compare by eye. */
const inFours = (hash: string) => hash.replace(/(.{4})(?=.)/g, '$1 ');

export interface SelfCheckSheetProps {
  scenario: Scenario;
  /** Copies a report of a problem with the whole state. */
  reportProblem: (check: SelfCheckResult | null) => Promise<boolean>;
  onClose: () => void;
}

export default function SelfCheckSheet(props: SelfCheckSheetProps) {
  const { selfCheck } = useLab();
  return selfCheck === null ? null : <Sheet checker={selfCheck} {...props} />;
}

function Sheet({
  checker,
  scenario,
  reportProblem,
  onClose,
}: SelfCheckSheetProps & { checker: SelfChecker }) {
  const state = useStore(checker.store);
  const { result } = state;
  const dead = useChecking(checker, scenario);
  const ordered = [...(result?.checks ?? [])].sort(
    (a, b) => Number(b.violationCount > 0) - Number(a.violationCount > 0),
  );
  return (
    <BottomDrawer
      title={pendingTitle(state, dead)}
      label={UI.check.name}
      note={result?.complete === false ? CHECK.partly(count(result.records)) : CHECK.runs}
      onClose={onClose}
    >
      <div className="check">
        {result === null ? (
          <Pending state={state} dead={dead} again={checker.run} />
        ) : (
          <ul className="invariants">
            {ordered.map((sum) => (
              <Invariant key={sum.id} sum={sum} />
            ))}
          </ul>
        )}
        <ThisRun scenario={scenario} reportProblem={reportProblem} result={result} />
      </div>
    </BottomDrawer>
  );
}

function Invariant({ sum }: { sum: CheckSum }) {
  const bad = sum.violationCount > 0;
  const words = CHECK_WORDS[sum.id] ?? sum.words;
  return (
    <li className={bad ? 'bad' : ''} title={sum.words}>
      {bad ? <X size="1.1em" aria-hidden="true" /> : <Check size="1.1em" aria-hidden="true" />}
      <span>
        {words}
        {sum.violations.slice(0, 2).map(({ lane, how }) => (
          <small key={lane + how}>
            {CHECK.inLane(lane)}: {how}
          </small>
        ))}
      </span>
      <b>{bad ? UI.check.violations(count(sum.violationCount), sum.violationCount === 1) : counted(sum)}</b>
    </li>
  );
}

function counted({ checkedCount }: CheckSum): string {
  return checkedCount === 0 ? CHECK.untouched : count(checkedCount);
}

interface ThisRunProps extends Pick<SelfCheckSheetProps, 'scenario' | 'reportProblem'> {
  result: SelfCheckResult | null;
}

function ThisRun({ scenario, reportProblem, result }: ThisRunProps) {
  const traceHash = useLabState((state) => state.traceHash);
  const input = useLabState((state) => state.input);
  const events = useLabState((state) => state.events);
  const other = result?.traceHash ?? null;
  const differs = traceHash !== null && other !== null && other !== traceHash;
  return (
    <section className="this-run" aria-label={CHECK.thisRun}>
      <h4>{CHECK.thisRun}</h4>
      <dl>
        <dt>{CHECK.seed}</dt>
        <dd>{scenario.seed}</dd>
        <dt>{CHECK.hash}</dt>
        <dd className="mono">{traceHash === null ? '–' : inFours(traceHash)}</dd>
        <dt>{CHECK.events}</dt>
        <dd>{count(result?.events ?? events)}</dd>
        <dt>{CHECK.records}</dt>
        <dd>{result === null ? '–' : count(result.records)}</dd>
      </dl>
      <code>{commandLine(scenario, input, '--check')}</code>
      <p className={differs ? 'wrong' : ''}>{differs ? CHECK.differs : CHECK.same}</p>
      <div className="acts">
        <ActionButton
          strong
          label={CHECK.copyHash}
          done={CHECK.copied}
          act={() => copyText(`seed ${scenario.seed}, trace hash ${traceHash ?? 'not known yet'}`)}
        />
        <ActionButton
          label={CHECK.report}
          name={CHECK.reportHint}
          done={CHECK.copied}
          act={() => reportProblem(result)}
        />
      </div>
    </section>
  );
}
