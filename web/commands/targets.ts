// What lane commands need of the Lab.
import type { SwitchChip } from '../scene/chip-id.ts';

export interface LaneFocus {
  /** Moves focus to a lane, from 0; nothing happens if there is none. */
  focusLane(lane: number): void;
  /** Flips a chip in the lane that has focus, else in the first. */
  flipInFocus(chip: SwitchChip): void;
  openFeatures(): void;
  /** Lets go of what changed lanes are compared with. */
  hideRunsBefore(): void;
  /** What can be done with the lane that has focus, else with the first. */
  openLaneMenu(): void;
  renameLane(): void;
  duplicateLane(): void;
  /** One place to the left (−1) or right (1). */
  moveLane(step: 1 | -1): void;
  /** Only a lane that has focus. */
  removeLane(): void;
}
