// The worker of a task beside the run, one each: a self-check, or a trace written as a file. It says how far it is, then what came out.
import { Simulation } from '../paths/simulation.ts';
import type { TaskReply, TaskRequest } from '../protocol/task-messages.ts';
import { createExporter } from '../trace/exporters.ts';
import { loadCapture } from '../traffic/index.ts';
import { SelfCheck } from './self-check.ts';

const EVENTS_AT_ONCE = 200_000;

const post = (reply: TaskReply) => self.postMessage(reply);

function captureIn({ scenario, capture }: TaskRequest) {
  const choice = scenario.traffic.capture;
  return choice === null || capture === null ? null : loadCapture(capture, choice);
}

function checkRun(request: TaskRequest): void {
  const check = new SelfCheck(request.scenario, captureIn(request));
  while (!check.step()) post({ type: 'progress', share: check.share });
  post({ type: 'checked', result: check.result() });
}

function writeTrace(request: Extract<TaskRequest, { task: 'trace' }>): void {
  const { scenario, suffix, packets, endPs } = request;
  const exporter = createExporter(suffix, scenario, (piece) => post({ type: 'piece', piece }));
  const simulation = new Simulation(scenario, {
    capture: captureIn(request),
    tracePackets: packets,
    onChunk(chunk) {
      exporter.chunk(chunk);
      return chunk.buffer;
    },
  });
  while (!simulation.advance(EVENTS_AT_ONCE)) {
    post({ type: 'progress', share: Math.min(1, simulation.nowPs / Math.max(1, endPs)) });
  }
  simulation.flushTrace();
  exporter.end();
  post({ type: 'written' });
}

self.onmessage = ({ data }: MessageEvent<TaskRequest>) => {
  if (data.task === 'check') checkRun(data);
  else writeTrace(data);
};
