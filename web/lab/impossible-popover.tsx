// What a chip asks when its floor cannot go yet: why, what would have to come along, and the way back.
import { useRef } from 'react';
import type { Features } from '../../sim-core/index.ts';
import { DRAWER_WORDS } from '../i18n/en-features.ts';
import { useLab } from '../stores/use-lab.ts';
import { Popover } from '../ui/popover.tsx';
import { WhyNot } from './feature-row.tsx';
import type { Hindrance } from './ways.ts';

export interface ImpossibleProps extends Hindrance {
  lane: number;
  chip: string;
  wanted: Partial<Features>;
  onClose: () => void;
}

/** The chip of a lane on the page. */
export function chipElement(lane: number, chip: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#lane-${lane + 1} [data-chip="${chip}"]`);
}

export default function ImpossiblePopover({ lane, chip, wanted, obstacle, words, onClose }: ImpossibleProps) {
  const { actions } = useLab();
  const anchor = useRef(chipElement(lane, chip));
  anchor.current = chipElement(lane, chip);
  return (
    <Popover anchor={anchor} label={DRAWER_WORDS.notPossible} onClose={onClose}>
      <WhyNot
        obstacle={obstacle}
        words={words}
        keep={DRAWER_WORDS.keepAll}
        onAgree={() => {
          onClose();
          actions.setFeatures(lane, { ...obstacle.also, ...wanted });
        }}
        onKeep={onClose}
      />
    </Popover>
  );
}
