// For tests: mounts React parts into the document and takes them out again.
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

export interface Mounted {
  host: HTMLElement;
  show(node: ReactNode): void;
  unmount(): void;
}

/** Draws `node` into a new element of the document. */
export function mount(node: ReactNode): Mounted {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  act(() => root.render(node));
  return {
    host,
    show: (next) => act(() => root.render(next)),
    unmount() {
      act(() => root.unmount());
      host.remove();
    },
  };
}

/** Types a text into a field as a person does: the whole of it is one change. */
export function type(field: HTMLInputElement, text: string): void {
  act(() => {
    field.focus();
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setValue?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Presses a key on an element. */
export function press(element: Element, key: string): void {
  act(() => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
}
