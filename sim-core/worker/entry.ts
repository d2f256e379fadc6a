// The worker of the browser: the host with a real post box. Yields through a message channel, which is not throttled.
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import { createSimulation } from './create.ts';
import { SimulationHost } from './host.ts';
import { prepare } from './prepare.ts';

const { port1, port2 } = new MessageChannel();
const queue: (() => void)[] = [];
port1.onmessage = () => queue.shift()?.();
const later = (callback: () => void) => port2.postMessage(queue.push(callback));
const post = (message: FromWorker, transfer: ArrayBuffer[]) => self.postMessage(message, { transfer });
const host = new SimulationHost({ post, later, prepare, create: createSimulation });
self.onmessage = (event: MessageEvent<ToWorker>) => host.receive(event.data);
