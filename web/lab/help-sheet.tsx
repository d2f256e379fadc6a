// The keys, out of the table of commands, the switch for single letters, and the key to the marks.
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { lettersOn, setLetters } from '../commands/keyboard.ts';
import { COMMANDS } from '../commands/registry.ts';
import { Badge } from '../ui/badge.tsx';

const MARKS: readonly [string, string][] = [
  ['line', 'Thin line: the path that bytes take. Where one becomes several, packets are sorted.'],
  ['gap', 'A gap in a line: the bytes are copied there.'],
  ['floor', 'Hatched floor: work that a core pays for. Dashed: hardware does it.'],
  ['bolt', 'Gold rail and bolt: an interrupt on its way.'],
  ['chevron', 'Purple double chevron: a VM exit and entry.'],
  ['cross', 'Red cross: a drop, no free slot.'],
  ['arc', 'Ring round a packet: a core works on it; its length is the progress.'],
  [
    'gauge',
    'Gauge: one printed line is one packet time. Lines under the heavy rule are packets that came meanwhile.',
  ],
];

export default function HelpSheet({ onClose }: { onClose: () => void }) {
  const [letters, setOn] = useState(lettersOn);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    close.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <div className="panel sheet" role="dialog" aria-label="Keys and marks">
      <header>
        <h3>Keys</h3>
        <button
          type="button"
          className="switch"
          role="switch"
          aria-checked={letters}
          onClick={() => {
            setLetters(!letters);
            setOn(!letters);
          }}
        >
          Single letters {letters ? 'on' : 'off'}
        </button>
        <button ref={close} type="button" className="icon" aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      </header>
      <div className="scroll">
        <div className="keys">
          {COMMANDS.filter((command) => letters || command.letter !== true).map((command) => (
            <div key={command.id} className="key">
              <span>
                {command.shown.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
              <span>{command.label}</span>
            </div>
          ))}
        </div>
        <h3 className="second">Marks</h3>
        <ul className="marks">
          <li>
            {[1, 2, 3, 4].map((vm) => (
              <Badge key={vm} vm={vm} size="1.25em" />
            ))}{' '}
            A packet. Shape, ink and letter name its VM.
          </li>
          {MARKS.map(([id, text]) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
