// How a capture comes in: the browser's file dialog, pasting, and a file dropped anywhere: the wire answers.
import { FileText } from 'lucide-react';
import { memo, type RefObject } from 'react';
import { UI } from '../i18n/en.ts';
import { useFileDrop } from './open-capture.ts';

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
      {over && <DropTarget />}
    </>
  );
});

/** The whole page accepts; the file lies on the wire, across all lanes. */
function DropTarget() {
  const wire = document.querySelector('.lane:not([hidden]) [data-row="wire"]')?.getBoundingClientRect();
  return (
    <div className="drop" role="status">
      <div>
        <h2>{UI.traffic.dropHere}</h2>
        <p>{UI.traffic.dropSays}</p>
      </div>
      {wire !== undefined && (
        <b style={{ left: wire.left, top: wire.top, height: wire.height }}>
          <FileText size="1.2em" aria-hidden="true" />
          {UI.traffic.dropFile}
        </b>
      )}
    </div>
  );
}
