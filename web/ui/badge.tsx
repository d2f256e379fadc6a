// A VM's badge in running text: its shape, ink and letter, the same as on the canvas.
import { VM_INKS, vmLetter } from '../scene/marks.ts';

const SHAPES = [
  <circle key="circle" cx="12" cy="12" r="9.4" />,
  <rect key="square" x="3" y="3" width="18" height="18" />,
  <path key="triangle" d="M12 1.8 23 21.2H1z" />,
  <path key="diamond" d="M12 .8 23.2 12 12 23.2.8 12z" />,
];
const INKS = ['a', 'b', 'c', 'd'];

/** `vm` counted from 1; anything else draws nothing. */
export function Badge({ vm, size = '1.1em' }: { vm: number; size?: string }) {
  if (vm < 1 || vm > 64) return null;
  const index = (vm - 1) % VM_INKS;
  const ink = `var(--vm-${INKS[index]})`;
  const hollow = vm > VM_INKS;
  const text = hollow ? 'var(--ink)' : `var(--vm-${INKS[index]}-t)`;
  return (
    <svg
      viewBox="0 0 24 24"
      style={{ width: size, height: size, verticalAlign: '-0.18em' }}
      aria-hidden="true"
    >
      <g fill={hollow ? 'var(--sheet)' : ink} stroke="var(--vm-line)" strokeWidth={hollow ? 4.8 : 1.8}>
        {SHAPES[index]}
      </g>
      {/* ink on both sides of the hue, as on the canvas */}
      {hollow && (
        <g fill="none" stroke={ink} strokeWidth={2.6}>
          {SHAPES[index]}
        </g>
      )}
      <text
        x="12"
        y={index === 2 ? 18.6 : 16.8}
        textAnchor="middle"
        fontSize="12.5"
        fontWeight="800"
        fill={text}
      >
        {vmLetter(vm)}
      </text>
    </svg>
  );
}
