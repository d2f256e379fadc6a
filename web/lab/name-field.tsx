// A lane's name, edited in place: Enter or leaving keeps it, Escape leaves it, empty is the preset's own.
import { useRef } from 'react';
import { LANE_WORDS } from '../i18n/en-lanes.ts';

export interface NameFieldProps {
  name: string;
  onKeep: (name: string) => void;
  onLeave: () => void;
}

/** Longest name, characters (contract §2). */
const LONGEST = 80;

export function NameField({ name, onKeep, onLeave }: NameFieldProps) {
  const done = useRef(false);
  const end = (action: () => void) => {
    // taking the field away blurs it: only the first of the two counts
    if (done.current) return;
    done.current = true;
    action();
  };
  return (
    <input
      className="name-field"
      type="text"
      aria-label={LANE_WORDS.name}
      title={LANE_WORDS.nameHint}
      maxLength={LONGEST}
      defaultValue={name}
      ref={(field) => {
        if (field !== null && document.activeElement !== field) field.select();
      }}
      onBlur={(event) => {
        const { value } = event.target;
        end(() => onKeep(value));
      }}
      onKeyDown={(event) => {
        const { value } = event.currentTarget;
        if (event.key === 'Enter') end(() => onKeep(value));
        else if (event.key === 'Escape') {
          event.preventDefault();
          end(onLeave);
        }
        event.stopPropagation();
      }}
    />
  );
}
