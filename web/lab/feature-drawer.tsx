// All features of one lane in a drawer beside it: seven groups, changes counted, every row with its control.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { DRAWER_WORDS, FEATURE_GROUP_WORDS } from '../i18n/en-features.ts';
import { LaneDrawer } from '../ui/lane-drawer.tsx';
import { DrawerHeader } from './drawer-header.tsx';
import { FeatureList, moveRow, showGroup, useFeatureList } from './feature-list.tsx';
import { FEATURE_GROUPS, type FeatureGroup, type FeatureName, featureRows, matches } from './feature-rows.ts';
import type { LaneOps } from './lane-ops.ts';
import { changesOf, laneTitle } from './lane-words.ts';
import { useAsked } from './use-asked.ts';
import { type Choices, usePending } from './use-pending.ts';

export interface FeatureDrawerProps {
  lane: number;
  scenario: Scenario;
  ops: LaneOps;
  onClose: () => void;
}

export default function FeatureDrawer({ lane, scenario: running, ops, onClose }: FeatureDrawerProps) {
  const scenario = useAsked(running);
  const row = scenario.lanes[lane];
  const rows = featureRows(scenario);
  const changed = changesOf(row);
  const { list, giveFocus } = useFeatureList();
  const search = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useState('');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [group, setGroup] = useState<FeatureGroup>('receive');
  const choices = usePending(lane, scenario, giveFocus);
  const shown = rows.filter(
    (each) =>
      (!onlyChanged || changed.includes(each.name)) && (filter === '' || matches(each, filter.trim())),
  );
  const goTo = (to: FeatureGroup) => {
    setGroup(to);
    showGroup(list.current, to);
  };
  const keys = { choices, filter, setFilter, list, search, goTo };
  return (
    <LaneDrawer
      lane={lane}
      lanes={scenario.lanes.length}
      label={DRAWER_WORDS.title(laneTitle(row))}
      onKeyDown={(event) => onKey(event, keys)}
      header={<DrawerHeader lane={lane} scenario={scenario} ops={ops} onClose={onClose} />}
      footer={
        <Footer
          changes={changed.length}
          shown={shown.length}
          all={rows.length}
          onlyChanged={onlyChanged}
          onOnlyChanged={setOnlyChanged}
          onReset={() => ops.reset(lane)}
          onDone={onClose}
        />
      }
    >
      <div className="drawer-body">
        <Groups rows={rows} changed={changed} group={group} onGo={goTo}>
          <label className="filter" title={DRAWER_WORDS.filterHint}>
            <Search size="1em" aria-hidden="true" />
            <input
              ref={search}
              type="text"
              aria-label={DRAWER_WORDS.filter}
              placeholder="/"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </label>
        </Groups>
        <FeatureList
          lane={lane}
          scenario={scenario}
          rows={shown}
          choices={choices}
          nothing={onlyChanged ? DRAWER_WORDS.noneChanged : DRAWER_WORDS.none}
          whole={filter === '' && !onlyChanged}
          list={list}
          onGroup={setGroup}
        />
      </div>
    </LaneDrawer>
  );
}

interface Keys {
  choices: Choices;
  filter: string;
  setFilter: (text: string) => void;
  list: RefObject<HTMLDivElement | null>;
  search: RefObject<HTMLInputElement | null>;
  goTo: (group: FeatureGroup) => void;
}

/** Up and down are rows, digits groups, `/` the filter; Escape closes one layer of the drawer before the drawer. */
function onKey(event: KeyboardEvent, { choices, filter, setFilter, list, search, goTo }: Keys): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { key } = event;
  const typing = event.target instanceof HTMLInputElement && event.target.type === 'text';
  if (key === 'Escape' && choices.pending !== null) choices.keep();
  else if (key === 'Escape' && filter !== '') setFilter('');
  else if (key === 'ArrowDown' || key === 'ArrowUp') moveRow(list.current, key === 'ArrowDown' ? 1 : -1);
  else if (!typing && key === '/') search.current?.focus();
  else if (!typing && /^[1-7]$/.test(key)) goTo(FEATURE_GROUPS[Number(key) - 1]);
  else return;
  event.preventDefault();
}

interface GroupsProps {
  rows: ReturnType<typeof featureRows>;
  changed: readonly FeatureName[];
  group: FeatureGroup;
  onGo: (group: FeatureGroup) => void;
  children: React.ReactNode;
}

function Groups({ rows, changed, group, onGo, children }: GroupsProps) {
  return (
    <nav aria-label={DRAWER_WORDS.groups}>
      {FEATURE_GROUPS.map((each) => {
        const changes = rows.filter((row) => row.group === each && changed.includes(row.name)).length;
        return (
          <button key={each} type="button" aria-current={each === group} onClick={() => onGo(each)}>
            {FEATURE_GROUP_WORDS[each]}
            {changes > 0 && (
              <b>
                <span aria-hidden="true">{changes}</span>
                <span className="sr">{DRAWER_WORDS.changes(changes)}</span>
              </b>
            )}
          </button>
        );
      })}
      {children}
    </nav>
  );
}

interface FooterProps {
  changes: number;
  shown: number;
  all: number;
  onlyChanged: boolean;
  onOnlyChanged: (only: boolean) => void;
  onReset: () => void;
  onDone: () => void;
}

function Footer({ changes, shown, all, onlyChanged, onOnlyChanged, onReset, onDone }: FooterProps) {
  return (
    <>
      <button type="button" className="btn small" disabled={changes === 0} onClick={onReset}>
        {DRAWER_WORDS.reset}
      </button>
      <button
        type="button"
        className="btn small plain"
        aria-pressed={onlyChanged}
        onClick={() => onOnlyChanged(!onlyChanged)}
      >
        {DRAWER_WORDS.onlyChanged}
      </button>
      <span className="count">
        {shown === all ? DRAWER_WORDS.count(all) : DRAWER_WORDS.shown(shown, all)}
      </span>
      <button type="button" className="btn small primary" onClick={onDone}>
        {DRAWER_WORDS.done}
      </button>
    </>
  );
}
