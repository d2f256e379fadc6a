// Messages on their way in: taken in order, at once if they are urgent, else when there is time between frames.
import type { WhenIdle } from './idle.ts';

export class Inbox<Message> {
  private readonly isUrgent: (message: Message) => boolean;
  private readonly handle: (message: Message) => void;
  private readonly whenIdle: WhenIdle | undefined;
  private messages: Message[] = [];
  /** Idle time has been asked for. */
  private waiting = false;

  constructor(options: {
    isUrgent(message: Message): boolean;
    handle(message: Message): void;
    whenIdle: WhenIdle | undefined;
  }) {
    this.isUrgent = options.isUrgent;
    this.handle = options.handle;
    this.whenIdle = options.whenIdle;
  }

  put(message: Message): void {
    this.messages.push(message);
    this.look();
  }

  /** Takes what is urgent by now. Behind a message that can wait all wait. */
  look(): void {
    this.take(() => this.whenIdle === undefined);
  }

  clear(): void {
    this.messages = [];
  }

  private take(hasTime: () => boolean): void {
    for (let message = this.messages[0]; message !== undefined; message = this.messages[0]) {
      if (!this.isUrgent(message) && !hasTime()) {
        this.askForTime();
        return;
      }
      this.messages.shift();
      this.handle(message);
    }
  }

  private askForTime(): void {
    if (this.waiting || this.whenIdle === undefined) return;
    this.waiting = true;
    this.whenIdle((hasTime) => {
      this.waiting = false;
      this.take(hasTime);
    });
  }
}
