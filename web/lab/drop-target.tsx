// What a file over the page is shown: that it can be let go anywhere, and that it lies on the wire then.
import { FileText } from 'lucide-react';
import { UI } from '../i18n/en.ts';

/** The whole page accepts; the file lies on the wire, across all lanes. */
export default function DropTarget() {
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
