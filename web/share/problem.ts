// A report of a problem: everything somebody else needs to see the same thing, as text.
import type { SelfCheckResult } from '../../sim-core/protocol/index.ts';
import type { Lab } from '../stores/lab.ts';
import { writeAddress } from './address.ts';
import { copyText } from '../ui/files.ts';

/** Longest text that goes into an address; GitHub refuses longer ones. */
const MOST_IN_ADDRESS = 6000;

/** The state of the page in words and JSON. */
export async function problemReport(lab: Lab, check: SelfCheckResult | null): Promise<string> {
  const { scenario, capture, traceHash, fault, input, status } = lab.store.getState();
  if (scenario === null) throw new Error('there is no run to report');
  const tNs = lab.playback.tPs / 1000;
  const hash = await writeAddress({
    scenario,
    captureHash: capture?.hash ?? null,
    tNs,
    playing: false,
    theme: null,
  });
  const violated = check?.checks.filter((each) => each.violationCount > 0) ?? [];
  const lines = [
    `What I saw: `,
    `What I expected: `,
    '',
    `Link: ${window.location.href.replace(/#.*$/, '')}${hash}`,
    `Time: ${tNs} ns, seed ${scenario.seed}, trace hash ${traceHash ?? 'not known'}, run ${status}`,
    `Self-check: ${check === null ? 'not run' : `${check.violationCount} violations in ${check.records} records`}`,
    ...violated.map(({ id, violations }) => `  ${id} in ${violations[0]?.lane}: ${violations[0]?.how}`),
    ...(fault === null ? [] : [`Fault: ${fault.message} (lane ${fault.lane}, ${fault.lastPs} ps)`]),
    ...(capture === null ? [] : [`Capture: ${capture.name}, ${capture.bytes} bytes, ${capture.hash}`]),
    `Browser: ${navigator.userAgent}, ${window.innerWidth} × ${window.innerHeight}`,
    '',
    'Scenario:',
    JSON.stringify(input),
  ];
  return lines.join('\n');
}

/** The page of the project's issues, where this site is served by GitHub Pages; else null. */
export function issuesAddress(location: Pick<Location, 'hostname' | 'pathname'>): string | null {
  const owner = /^([a-z0-9-]+)\.github\.io$/i.exec(location.hostname)?.[1];
  const project = location.pathname.split('/')[1];
  return owner === undefined || !project ? null : `https://github.com/${owner}/${project}/issues/new`;
}

/** Copies the report and, where the project's issues are known, opens a new one with it. */
export async function sendReport(text: string): Promise<boolean> {
  const copied = await copyText(text);
  const issues = issuesAddress(window.location);
  if (issues !== null) {
    const body = encodeURIComponent(text);
    window.open(body.length <= MOST_IN_ADDRESS ? `${issues}?body=${body}` : issues, '_blank', 'noopener');
  }
  return copied;
}
