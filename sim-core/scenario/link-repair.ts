// The parts of a link on their way to a scenario: takes entries one by one, and drops those that the checks complain of.
import { PATHS } from '../paths/registry.ts';
import { InputError } from './input-error.ts';
import type { ScenarioInput } from './schema.ts';
import type { FeatureName, PresetId } from './types.ts';

/** What a repair lets go of. `settings` are all fields and constants, `lanes` all lanes. */
export type Dropped = 'feature' | 'features' | 'name' | 'lane' | 'constant' | 'field' | 'settings' | 'lanes';

/** What was wrong with a link, as data: who shows it has the words. Lanes count from 1 as in the link, unreadable ones too. */
export type LinkProblem =
  | { kind: 'noise' }
  | { kind: 'version'; version: string; known: string }
  /** The checksum does not fit: cut off, or changed on its way. */
  | { kind: 'changed' }
  /** An entry that cannot be read and was left out; `part` is null where nobody knows what it was about. */
  | { kind: 'unreadable'; part: string | null; lane: number; entry: string }
  /** The checks complained of `where`; `lane` is 0 where that is in no lane. */
  | { kind: 'refused'; where: string; lane: number; problem: string; remedy: string; dropped: Dropped };

interface LanePart {
  /** From 1, as in the link. */
  number: number;
  preset: PresetId;
  name?: string;
  features: Map<FeatureName, unknown>;
}

/** A link's entries; every setter returns whether it could use the entry. */
export class DamagedLink {
  private readonly fields = new Map<string, unknown>();
  private readonly costs = new Map<string, number>();
  private lanes: LanePart[] = [];
  /** Lane that feature entries belong to; null after a lane that could not be read. */
  private lane: LanePart | null = null;
  /** Lanes that the link has opened so far: those that could not be read count. */
  lanesOpened = 0;

  openLane(preset: string): boolean {
    this.lane = null;
    this.lanesOpened++;
    const path = PATHS.find(({ id }) => id === preset);
    if (path === undefined) return false;
    this.lane = { number: this.lanesOpened, preset: path.id, features: new Map() };
    this.lanes.push(this.lane);
    return true;
  }

  nameLane(name: string | undefined): boolean {
    if (this.lane === null || name === undefined) return false;
    this.lane.name = name;
    return true;
  }

  setFeature(name: FeatureName, value: unknown): boolean {
    if (this.lane === null || value === undefined) return false;
    this.lane.features.set(name, value);
    return true;
  }

  setField(path: string, value: unknown): boolean {
    if (value === undefined) return false;
    this.fields.set(path, value);
    return true;
  }

  setCost(name: string | undefined, value: number | undefined): boolean {
    if (name === undefined || value === undefined) return false;
    this.costs.set(name, value);
    return true;
  }

  private build(): ScenarioInput {
    const input: Record<string, unknown> = {};
    for (const [path, value] of this.fields) {
      const keys = path.split('.');
      let home = input;
      for (const key of keys.slice(0, -1)) {
        home[key] ??= {};
        home = home[key] as Record<string, unknown>;
      }
      home[keys[keys.length - 1]] = value;
    }
    if (this.costs.size > 0) input.costs = Object.fromEntries(this.costs);
    if (this.lanes.length > 0) {
      input.lanes = this.lanes.map(({ preset, name, features }) => ({
        ...(name === undefined ? {} : { name }),
        preset,
        ...(features.size === 0 ? {} : { features: Object.fromEntries(features) }),
      }));
    }
    return input as ScenarioInput;
  }

  private dropInLane(index: number, what: string): Dropped {
    const lane = this.lanes[index];
    const [, group, feature] = /^\.(\w+)(?:\.(\w+))?/.exec(what) ?? [];
    if (group === 'features' && lane.features.delete(feature as FeatureName)) return 'feature';
    if (group === 'features' && lane.features.size > 0) {
      lane.features.clear();
      return 'features';
    }
    if (group === 'name' && lane.name !== undefined) {
      delete lane.name;
      return 'name';
    }
    this.lanes.splice(index, 1);
    return 'lane';
  }

  /** Drops what a complaint about `where` is about; without a direct hit ever more, so that repair ends. */
  private drop(where: string): { dropped: Dropped; lane: number } {
    const lane = /^lanes\[(\d+)\](.*)$/.exec(where);
    const part = lane === null ? undefined : this.lanes[Number(lane[1])];
    if (lane !== null && part !== undefined) {
      return { dropped: this.dropInLane(Number(lane[1]), lane[2]), lane: part.number };
    }
    if (where.startsWith('costs.') && this.costs.delete(where.slice('costs.'.length))) {
      return { dropped: 'constant', lane: 0 };
    }
    const hit = [...this.fields.keys()].filter(
      (path) => path === where || path.startsWith(`${where}.`) || where.startsWith(`${path}[`),
    );
    for (const path of hit) this.fields.delete(path);
    if (hit.length > 0) return { dropped: 'field', lane: 0 };
    if (this.fields.size + this.costs.size > 0) {
      this.fields.clear();
      this.costs.clear();
      return { dropped: 'settings', lane: 0 };
    }
    this.lanes = [];
    return { dropped: 'lanes', lane: 0 };
  }

  /** The scenario that `check` accepts, with what had to go named in `problems`. */
  repair(check: (input: ScenarioInput) => void, problems: LinkProblem[]): ScenarioInput {
    for (;;) {
      const input = this.build();
      try {
        check(input);
        return input;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const { where, problem, remedy } = error;
        problems.push({ kind: 'refused', where, problem, remedy, ...this.drop(where) });
      }
    }
  }
}
