// What lane commands need of the Lab.
import type { SwitchChip } from '../scene/chip-id.ts';

export interface LaneFocus {
  /** Moves focus to a lane, from 0; nothing happens if there is none. */
  focusLane(lane: number): void;
  /** Flips a chip in the lane that has focus, else in the first. */
  flipInFocus(chip: SwitchChip): void;
  openFeatures(): void;
}
