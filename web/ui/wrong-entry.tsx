// The answer to a wrong entry: a sign, then the sentence that says what would be right. In ink: red is late or dropped.
import '../styles/entry.css';
import { TriangleAlert } from 'lucide-react';

export interface WrongEntryProps {
  /** The field names it as its description. */
  id: string;
  words: string;
}

export function WrongEntry({ id, words }: WrongEntryProps) {
  return (
    <small id={id} className="wrong" role="alert">
      <TriangleAlert size="1.15em" aria-hidden="true" />
      {words}
    </small>
  );
}
