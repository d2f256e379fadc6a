// Checks that keys reach their commands, that widgets keep theirs, and that no key has two meanings.
import { COMMAND_WORDS } from '../i18n/en-commands.ts';
import { describe, expect, it } from 'vitest';
import { commandOf, keyName, listenForCommands, wantsKey } from './keyboard.ts';
import { COMMANDS, type CommandTarget } from './registry.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  keyName({ key, shiftKey: false, ctrlKey: false, metaKey: false, ...more });

describe('keyboard', () => {
  it('gives every key one command', () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('finds the contract’s keys', () => {
    const found = [' ', '.', ',', '[', ']', '-', '+', 'Home', 'End', '1', '9', '?'].map(
      (key) => commandOf(press(key), true)?.id,
    );
    expect(found).toEqual([
      'play',
      'step',
      'step-back',
      'slower',
      'faster',
      'slower',
      'faster',
      'start',
      'end',
      'lane',
      'lane',
      'help',
    ]);
    expect(commandOf(press('?', { shiftKey: true }), true)?.id).toBe('help');
    expect(commandOf(press('Z', { shiftKey: true, ctrlKey: true }), true)?.id).toBe('redo');
  });
  it('hears Alt with the arrows, and Shift with F10', () => {
    expect(commandOf(press('ArrowLeft', { altKey: true }), true)?.id).toBe('lane-move');
    expect(commandOf(press('F10', { shiftKey: true }), false)?.id).toBe('lane-menu');
  });
  it('lets single letters be switched off, and only those', () => {
    expect(commandOf(press('v'), false)).toBeNull();
    expect(commandOf(press('.'), false)?.id).toBe('step');
  });
  it('leaves arrows to sliders and letters to fields', () => {
    const range = document.createElement('input');
    range.type = 'range';
    expect(wantsKey(range, 'ArrowLeft')).toBe(true);
    expect(wantsKey(range, '.')).toBe(false);
    expect(wantsKey(range, ' ')).toBe(false);
    const field = document.createElement('input');
    expect(wantsKey(field, 'v')).toBe(true);
    const button = document.createElement('button');
    expect(wantsKey(button, ' ')).toBe(true);
    expect(wantsKey(button, 'ArrowRight')).toBe(false);
  });
});

it('every command has a name of its own', () => {
  const names = COMMANDS.map((command) => COMMAND_WORDS[command.id]);
  expect(names.every((name) => name !== undefined && name !== '')).toBe(true);
  expect(new Set(names).size).toBe(COMMANDS.length);
  expect(Object.keys(COMMAND_WORDS).sort()).toEqual(COMMANDS.map((command) => command.id).sort());
});

it('Space plays on a button that the mouse left in focus, and presses one that keys led to', () => {
  let played = 0;
  const stop = listenForCommands({ togglePlay: () => played++, step: () => {} } as unknown as CommandTarget);
  const [pressed, reached] = [document.createElement('button'), document.createElement('button')];
  document.body.append(pressed, reached);
  const key = (name: string) => {
    const options = { key: name, bubbles: true, cancelable: true };
    const [down, up] = [new KeyboardEvent('keydown', options), new KeyboardEvent('keyup', options)];
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(down);
    target.dispatchEvent(up);
    return [down.defaultPrevented, up.defaultPrevented];
  };
  pressed.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  pressed.focus();
  key('.');
  expect(key(' ')).toEqual([true, true]);
  expect(played).toBe(1);
  // a command may open something that takes focus
  key('.');
  reached.focus();
  expect(key(' ')).toEqual([false, false]);
  expect(played).toBe(1);
  stop();
  pressed.remove();
  reached.remove();
});
