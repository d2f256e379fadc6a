// From a key press to a command: what a focused widget needs for itself it keeps.
import { type Command, COMMANDS, type CommandTarget } from './registry.ts';

const LETTERS_KEY = '67ns.letters';

/** Whether single letters are commands; kept in this browser. */
export function lettersOn(): boolean {
  try {
    return localStorage.getItem(LETTERS_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Switches single letters on or off. */
export function setLetters(on: boolean): void {
  try {
    localStorage.setItem(LETTERS_KEY, on ? 'on' : 'off');
  } catch {
    // without storage they stay as they are for this visit
  }
}

/** "Ctrl+Shift+z" for a key event; letters are lower case, signs as they are. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'> & { altKey?: boolean },
): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = `${event.altKey ? 'Alt+' : ''}${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}`;
  // a sign typed with shift is that sign; named keys and letters say their shift
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key)) ? 'Shift+' : '';
  return control + shift + key;
}

/** The command of a key, or null. */
export function commandOf(name: string, letters: boolean): Command | null {
  const command = COMMANDS.find((each) => each.keys.includes(name));
  return command === undefined || (command.letter === true && !letters) ? null : command;
}

/** Whether the focused element has a use of its own for a key. */
export function wantsKey(element: Element | null, key: string): boolean {
  if (element === null || !(element instanceof HTMLElement)) return false;
  if (element.isContentEditable) return true;
  const tag = element.tagName;
  const type = element.getAttribute('type') ?? '';
  if (tag === 'TEXTAREA' || tag === 'SELECT') return key !== 'Escape';
  if (tag === 'INPUT' && type !== 'range' && type !== 'radio' && type !== 'checkbox') return key !== 'Escape';
  const arrows = key.startsWith('Arrow') || key === 'Home' || key === 'End' || key.startsWith('Page');
  if (tag === 'INPUT') return arrows || (key === ' ' && type !== 'range');
  const role = element.getAttribute('role') ?? '';
  if (role === 'tab' || role === 'menuitem') return arrows || key === ' ';
  return key === ' ' && (tag === 'BUTTON' || tag === 'A' || tag === 'SUMMARY');
}

/** Listens for commands until the function returned is called. */
export function listenForCommands(target: CommandTarget): () => void {
  let taken = '';
  /** Focus is where a press with the mouse left it, on what was pressed or opened: nobody chose it for the keys, and Space plays. */
  let pressed = false;
  let keyed = false;
  const onPress = () => {
    pressed = true;
    keyed = false;
  };
  const onFocus = () => {
    if (keyed) pressed = false;
  };
  const onKey = (event: KeyboardEvent) => {
    taken = '';
    keyed = true;
    // with Alt only the arrows: on many keyboards it is part of typing a sign
    if (event.altKey && !event.key.startsWith('Arrow')) return;
    if (event.defaultPrevented || event.isComposing) return;
    const name = keyName(event);
    const bare = event.key;
    const element = document.activeElement;
    const plays = bare === ' ' && pressed && element instanceof HTMLButtonElement;
    if (!plays && wantsKey(element, bare)) return;
    const command = commandOf(name, lettersOn());
    if (command === null) return;
    event.preventDefault();
    taken = bare;
    command.run(target, bare);
  };
  // some browsers press a button when Space is let go
  const onUp = (event: KeyboardEvent) => {
    if (event.key === ' ' && taken === ' ') event.preventDefault();
  };
  window.addEventListener('pointerdown', onPress, true);
  window.addEventListener('focusin', onFocus);
  window.addEventListener('keydown', onKey);
  window.addEventListener('keyup', onUp);
  return () => {
    window.removeEventListener('pointerdown', onPress, true);
    window.removeEventListener('focusin', onFocus);
    window.removeEventListener('keydown', onKey);
    window.removeEventListener('keyup', onUp);
  };
}
