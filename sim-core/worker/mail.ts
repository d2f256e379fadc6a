// Messages on their way to the host: the first that brings a capture waits until the reader is here, and all behind it.
import type { ToWorker } from '../protocol/messages.ts';

/** Hands messages on in their order; `fetchReader` is called once, when the first capture comes. */
export class Mail {
  private readonly receive: (message: ToWorker) => void;
  private readonly fetchReader: () => Promise<void>;
  private readerHere = false;
  private waiting: ToWorker[] | null = null;

  constructor(receive: (message: ToWorker) => void, fetchReader: () => Promise<void>) {
    this.receive = receive;
    this.fetchReader = fetchReader;
  }

  take(message: ToWorker): void {
    if (this.waiting !== null) this.waiting.push(message);
    else if (this.readerHere || !bringsCapture(message)) this.receive(message);
    else this.hold(message);
  }

  private hold(message: ToWorker): void {
    this.waiting = [message];
    const goOn = (here: boolean) => {
      const messages = this.waiting ?? [];
      this.waiting = null;
      this.readerHere = here;
      for (const each of messages) this.receive(each);
    };
    // without the reader the host refuses the capture in words; the next one asks for it again
    this.fetchReader().then(
      () => goOn(true),
      () => goOn(false),
    );
  }
}

function bringsCapture(message: ToWorker): boolean {
  if (message.type !== 'request') return false;
  return message.name === 'inspect' || (message.name === 'open' && message.body.capture != null);
}
