// A button that answers on itself: "Copied" for two seconds, or that it could not, and says so in a status.
import { type ReactNode, useEffect, useState } from 'react';
import { SHARE } from '../i18n/en-share.ts';

const ANSWER_MS = 2000;

export interface ActionButtonProps {
  label: string;
  /** Its name where the label alone says too little. */
  name?: string;
  icon?: ReactNode;
  /** What it answers when the action has been done. */
  done: string;
  /** Inked: the first choice. */
  strong?: boolean;
  /** False, or an error, means that it could not be done. */
  act: () => Promise<unknown>;
}

export function ActionButton({ label, name, icon, done, strong = false, act }: ActionButtonProps) {
  const [answer, setAnswer] = useState('');
  useEffect(() => {
    if (answer === '') return;
    const timer = setTimeout(() => setAnswer(''), ANSWER_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  const press = async () => {
    try {
      setAnswer((await act()) === false ? SHARE.failed : done);
    } catch {
      setAnswer(SHARE.failed);
    }
  };
  return (
    <>
      <button
        type="button"
        className={strong ? 'btn small strong' : 'btn small'}
        aria-label={name}
        onClick={() => void press()}
      >
        {icon}
        {answer === '' ? label : answer}
      </button>
      <span className="sr" role="status">
        {answer === '' ? '' : `${name ?? label}: ${answer}`}
      </span>
    </>
  );
}
