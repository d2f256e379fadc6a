// Every path the program knows, in the order of the ladder. A new path is one folder and one line here.
import type { PresetId } from '../scenario/types.ts';
import { DDIO } from './ddio/index.ts';
import { DPDK } from './dpdk/index.ts';
import type { LanePath } from './path.ts';
import { SRIOV } from './sriov/index.ts';
import { TRAP } from './trap/index.ts';
import { VMDQ } from './vmdq/index.ts';

export type { LanePath } from './path.ts';

export const PATHS: readonly LanePath[] = [TRAP, VMDQ, SRIOV, DDIO, DPDK];

/** The path with that id. */
export function pathOf(id: PresetId): LanePath {
  const path = PATHS.find((candidate) => candidate.id === id);
  if (path === undefined) throw new Error(`no path ${id}`);
  return path;
}
