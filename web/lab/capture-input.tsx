// How a capture comes in: the browser's file dialog, pasting, and a file dropped anywhere: the wire answers.
import { lazy, memo, type RefObject, Suspense } from 'react';
import { useFileDrop } from './open-capture.ts';

const DropTarget = lazy(() => import('./drop-target.tsx'));

export interface CaptureInputProps {
  input: RefObject<HTMLInputElement | null>;
  onFile: (file: File) => void;
}

/** Drawn again only for a file over the page: figures that run on are none of its. */
export const CaptureInput = memo(function CaptureInput({ input, onFile }: CaptureInputProps) {
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
      {over && (
        <Suspense fallback={null}>
          <DropTarget />
        </Suspense>
      )}
    </>
  );
});
