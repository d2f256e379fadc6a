// The two ways a capture comes in: the browser's file dialog, and a file dropped anywhere on the page.
import { UI } from '../i18n/en.ts';
import type { RefObject } from 'react';
import { useFileDrop } from './open-capture.ts';

export interface CaptureInputProps {
  input: RefObject<HTMLInputElement | null>;
  onFile: (file: File) => void;
}

export function CaptureInput({ input, onFile }: CaptureInputProps) {
  const over = useFileDrop(onFile);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".pcap,.pcapng,.cap,application/vnd.tcpdump.pcap"
        onChange={(event) => {
          const first = event.target.files?.[0];
          if (first !== undefined) onFile(first);
        }}
      />
      {over && <div className="drop">{UI.capture.drop}</div>}
    </>
  );
}
