// A trace as a file: the scenario simulated once more by a task beside the run, its pieces put together here.
import type { Scenario } from '../../sim-core/protocol/index.ts';
import type { ConnectTask } from '../sim-client/task-connection.ts';

export type TraceSuffix = '.json' | '.csv' | '.pcapng';

const TYPES: Record<TraceSuffix, string> = {
  '.json': 'application/json',
  '.csv': 'text/csv',
  '.pcapng': 'application/octet-stream',
};

export interface TraceFileOptions {
  scenario: Scenario;
  capture: Uint8Array | null;
  suffix: TraceSuffix;
  /** First and last packet, inclusive. */
  packets: [number, number];
  /** About where the run ends, ps; for the progress. */
  endPs: number;
  /** Hears how far it is, 0 to 1. */
  onShare: (share: number) => void;
}

/** Writes the trace. Rejects if the task dies. */
export function traceFile(connect: ConnectTask, options: TraceFileOptions): Promise<Blob> {
  const { scenario, capture, suffix, packets, endPs, onShare } = options;
  return new Promise((resolve, reject) => {
    const pieces: BlobPart[] = [];
    const end = connect(
      { task: 'trace', scenario, capture, suffix, packets, endPs },
      {
        reply(reply) {
          if (reply.type === 'piece') pieces.push(reply.piece as BlobPart);
          else if (reply.type === 'progress') onShare(reply.share);
          else if (reply.type === 'written') {
            end();
            resolve(new Blob(pieces, { type: TYPES[suffix] }));
          }
        },
        died() {
          end();
          reject(new Error('the trace could not be written'));
        },
      },
    );
  });
}
