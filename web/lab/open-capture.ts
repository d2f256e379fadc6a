// Captures come by button, by pasting, or by dropping a file anywhere on the page; they are read here and never leave the computer.
import { UI } from '../i18n/en.ts';
import { type RefObject, useEffect, useState } from 'react';

/** Files larger than this are refused before they are read, bytes. */
export const LARGEST_CAPTURE = 512 * 2 ** 20;

export type Opened = { name: string; bytes: Uint8Array } | { name: string; problem: string };

/** Reads a file; never throws. */
export async function readCapture(file: File): Promise<Opened> {
  if (file.size > LARGEST_CAPTURE) {
    return {
      name: file.name,
      problem: `it has ${Math.round(file.size / 2 ** 20)} MiB, at most 512 are read`,
    };
  }
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return { name: file.name, problem: UI.capture.unreadable };
  }
}

/** Asks for a file with the browser's own dialog. */
export function askForCapture(input: RefObject<HTMLInputElement | null>): void {
  if (input.current === null) return;
  input.current.value = '';
  input.current.click();
}

/** True while a file is held over the page; `onFile` gets it when it is dropped, or pasted. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const enter = (event: DragEvent) => {
      if (!hasFile(event)) return;
      depth++;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (hasFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) onFile(file);
    };
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      onFile(file);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: move, drop, paste } as const;
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, [onFile]);
  return over;
}
