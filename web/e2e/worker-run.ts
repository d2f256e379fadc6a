// Runs a scenario in the built site's worker, from inside the page: for the identity test and for the bench.
import type { FromWorker, ToWorker } from '../../sim-core/protocol/index.ts';

export interface WorkerRun {
  /** The report as JSON, as `run` prints it but for white space. */
  report: string;
  /** Of each lane's trace, however it was cut into chunks. */
  laneHashes: string[];
  records: number;
  bytes: number;
  /** From the request to the end of the run, milliseconds. */
  wallMs: number;
  /** Time that the page's thread spent on messages, and the longest of them, milliseconds. */
  busyMs: number;
  longestMs: number;
  /** Over every record's kind: every record has been read. */
  checksum: number;
}

/**
 * Opens a scenario in a worker of its own, grants credits as chunks come, and reads every record. Sent to the page as
 * text, so it may use nothing from outside itself.
 */
export function runInWorker({ workerUrl, input }: { workerUrl: string; input: unknown }): Promise<WorkerRun> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { type: 'module' });
    const envelope = { version: 1, runId: 1 } as const;
    const KIND_COLUMN = 24 * 4096;
    const seen = { records: 0, bytes: 0, busyMs: 0, longestMs: 0, checksum: 0 };
    const send = (message: ToWorker, transfer: ArrayBuffer[] = []) => worker.postMessage(message, transfer);
    const started = performance.now();
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      const received = performance.now();
      if (data.type === 'chunk') {
        const kinds = new Uint8Array(data.buffer, KIND_COLUMN, data.count);
        for (let i = 0; i < data.count; i++) seen.checksum = (seen.checksum + kinds[i]) | 0;
        seen.records += data.count;
        seen.bytes += data.buffer.byteLength;
        send({ ...envelope, type: 'credit', chunks: 1, buffers: [data.buffer] }, [data.buffer]);
      } else if (data.type === 'fault') {
        reject(new Error(data.message));
      } else if (data.type === 'response' && !data.ok) {
        reject(new Error(data.refused.reason));
      } else if (data.type === 'done') {
        worker.terminate();
        const wallMs = performance.now() - started;
        resolve({ ...seen, wallMs, report: JSON.stringify(data.report), laneHashes: data.laneHashes });
      }
      const tookMs = performance.now() - received;
      seen.busyMs += tookMs;
      seen.longestMs = Math.max(seen.longestMs, tookMs);
    };
    send({ ...envelope, type: 'request', id: 1, name: 'open', body: { input } });
  });
}
