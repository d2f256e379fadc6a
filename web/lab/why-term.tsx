// A term of a formula: a value over what it is; one that leads on is pressed, the result is inverted.

export interface TermProps {
  value: string;
  says: string;
  pressed?: boolean;
  result?: boolean;
  onPress?: () => void;
}

export function Term({ value, says, pressed, result = false, onPress }: TermProps) {
  const inner = (
    <>
      <b>{value}</b>
      <small>{says}</small>
    </>
  );
  if (onPress === undefined) return <span className={result ? 'term result' : 'term'}>{inner}</span>;
  return (
    <button type="button" className="term" aria-pressed={pressed} onClick={onPress}>
      {inner}
    </button>
  );
}
