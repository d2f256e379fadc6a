// Messages on their way to the host: one that needs a piece of the program waits until it is here, and all behind it.
import type { ToWorker } from '../protocol/messages.ts';
import { fillDefaults, type Scenario, type ScenarioInput } from '../scenario/index.ts';
import { trafficBudget } from '../traffic/index.ts';

/** Packets of all lanes together up to which a page holds a run's whole trace, or nearly. */
const SHORT_PACKETS = 500_000;

/** A piece of the program, fetched when the first message comes that needs it. */
interface Piece {
  isNeeded(message: ToWorker): boolean;
  fetch(): Promise<void>;
  here: boolean;
}

/** Hands messages on in their order; `fetchReader` is called for the first capture, `fetchFar` for the first long run, or event asked for. */
export class Mail {
  private readonly receive: (message: ToWorker) => void;
  private readonly pieces: readonly Piece[];
  private waiting: ToWorker[] | null = null;

  constructor(
    receive: (message: ToWorker) => void,
    fetchReader: () => Promise<void>,
    fetchFar: () => Promise<void>,
  ) {
    this.receive = receive;
    this.pieces = [
      { isNeeded: bringsCapture, fetch: fetchReader, here: false },
      { isNeeded: looksFar, fetch: fetchFar, here: false },
    ];
  }

  take(message: ToWorker): void {
    if (this.waiting !== null) this.waiting.push(message);
    else this.pass(message, 0);
  }

  /** Hands a message on once it has what it needs of the pieces from the n-th on. */
  private pass(message: ToWorker, n: number): void {
    const at = this.pieces.findIndex((piece, i) => i >= n && !piece.here && piece.isNeeded(message));
    if (at < 0) {
      this.receive(message);
      return;
    }
    this.waiting = [];
    const piece = this.pieces[at];
    const goOn = (here: boolean) => {
      const behind = this.waiting ?? [];
      this.waiting = null;
      piece.here = here;
      this.pass(message, at + 1);
      for (const each of behind) this.take(each);
    };
    // without its piece the host does what it can; the next message asks for it again
    piece.fetch().then(
      () => goOn(true),
      () => goOn(false),
    );
  }
}

function bringsCapture(message: ToWorker): boolean {
  if (message.type !== 'request') return false;
  return message.name === 'inspect' || (message.name === 'open' && message.body.capture != null);
}

/** Whether a run may have more trace than a page holds, or something is asked for that the page does not hold. */
function looksFar(message: ToWorker): boolean {
  if (message.type !== 'request') return false;
  if (message.name === 'event') return true;
  return message.name === 'open' && isLong(fillDefaults(message.body.input as ScenarioInput));
}

function isLong(scenario: Scenario): boolean {
  const { stop, traffic, lanes } = scenario;
  if (traffic.capture !== null) return true;
  const packets = stop.packets ?? (stop.duration_ns * traffic.load) / trafficBudget(scenario, null).ns;
  return packets * lanes.length > SHORT_PACKETS;
}
