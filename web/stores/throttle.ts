// At most one call in so many milliseconds: the first at once, the last one never lost.

export interface Throttle {
  /** Runs now, or when the time has come; calls in between are one. */
  call(): void;
  /** Runs now, and forgets what waited. */
  flush(): void;
  cancel(): void;
}

export function throttle(action: () => void, everyMs: number): Throttle {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const open = () => {
    timer = null;
    if (again) run();
  };
  const run = () => {
    again = false;
    timer = setTimeout(open, everyMs);
    action();
  };
  const cancel = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    again = false;
  };
  return {
    call() {
      if (timer === null) run();
      else again = true;
    },
    flush() {
      cancel();
      run();
    },
    cancel,
  };
}
