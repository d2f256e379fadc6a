// The contract of a path: what a lane is before anything runs. A new path is one folder and one line in the registry.
import type { Features, PresetId } from '../scenario/types.ts';

/** Keys under which the page finds the words about a path. */
export interface ProseKeys {
  title: string;
  subtitle: string;
  story: string;
}

/** A preset lane as data: `assemble` turns its features into parts, and nothing else decides. */
export interface LanePath {
  id: PresetId;
  /** The name that the page shows for it. */
  title: string;
  /** The step of the ladder in one phrase. */
  subtitle: string;
  /** All features, every one given. */
  features: Readonly<Features>;
  /** What the model of this lane leaves out, in sentences for the reader. */
  leavesOut: readonly string[];
  prose: ProseKeys;
}

/** The prose keys that follow from a path's id. */
export function proseKeys(id: PresetId): ProseKeys {
  return { title: `path.${id}.title`, subtitle: `path.${id}.subtitle`, story: `path.${id}.story` };
}
