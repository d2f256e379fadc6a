// The command palette: any command, lane or feature by a few letters of its name, and any moment as it is written.
import '../styles/palette.css';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { PALETTE } from '../i18n/en-palette.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab } from '../stores/use-lab.ts';
import { Badge } from '../ui/badge.tsx';
import { clock } from '../ui/format.ts';
import { useSurfaceFocus } from '../ui/surface-focus.ts';
import { readGoTo, type Suggestion } from './go-to.ts';
import { type PaletteEntry, type PaletteOptions, paletteEntries } from './palette-entries.ts';
import { useGoing } from './use-going.ts';
import { useSuggestions } from './use-suggestions.ts';

/** Every word must be there, in any order; a name that begins with them comes first. 0 to 1. */
export function match(entry: PaletteEntry, search: string): number {
  const wanted = search.toLowerCase().trim();
  const label = entry.label.toLowerCase();
  const all = `${label} ${entry.words.join(' ').toLowerCase()}`;
  if (!wanted.split(/\s+/).every((word) => all.includes(word))) return 0;
  if (label.startsWith(wanted)) return 1;
  return label.includes(wanted) ? 0.8 : 0.5;
}

/** What fits the search, best first within its group; everything without one. */
function rank(entries: readonly PaletteEntry[], search: string): readonly PaletteEntry[] {
  if (search.trim() === '') return entries;
  const scored = entries
    .map((entry) => ({ entry, score: match(entry, search) }))
    .filter(({ score }) => score > 0);
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}

export interface PaletteProps extends PaletteOptions {
  readers: () => readonly LaneReader[];
  onClose: () => void;
}

/** A moment that what is typed may mean. */
interface MomentEntry {
  id: string;
  suggestion: Suggestion;
}

/** Times, events and packets, where what is typed is one. */
function useMoments(options: PaletteProps, search: string): readonly MomentEntry[] {
  const { list } = useSuggestions(options, readGoTo(search).kind === 'wrong' ? '' : search);
  return list.map((suggestion) => ({ id: `go-to ${suggestion.words}`, suggestion }));
}

export default function Palette(props: PaletteProps) {
  const { onClose, readers: _, ...options } = props;
  const panel = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  useSurfaceFocus(panel);
  const entries = paletteEntries(options);
  const found = rank(entries, search);
  const groups = [...new Set(found.map(({ group }) => group))];
  const moments = useMoments(props, search);
  const going = useGoing(useLab());
  const run = (entry: PaletteEntry) => {
    onClose();
    entry.run();
  };
  return (
    <div ref={panel} className="palette" role="dialog" aria-label={PALETTE.name}>
      <Command label={PALETTE.name} loop shouldFilter={false}>
        <div className="ask">
          <Search size="1.25em" aria-hidden="true" />
          <Command.Input
            data-first
            value={search}
            onValueChange={(text) => {
              going.forget();
              setSearch(text);
            }}
            placeholder={PALETTE.placeholder}
          />
          <small aria-live="polite">
            {going.words === '' ? PALETTE.found(found.length, entries.length) : going.words}
          </small>
        </div>
        <Command.List label={PALETTE.name}>
          <Command.Empty>{PALETTE.none}</Command.Empty>
          {moments.length > 0 && (
            <Command.Group heading={TIME_WORDS.goTo}>
              {moments.map(({ id, suggestion }) => (
                <Command.Item key={id} value={id} onSelect={() => going.go(suggestion, onClose)}>
                  <span>
                    <Badge vm={suggestion.vm} /> {suggestion.words}
                  </span>
                  <small>{suggestion.tPs >= 0 ? clock(suggestion.tPs / 1000) : ''}</small>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {groups.map((group) => (
            <Command.Group key={group} heading={group}>
              {found
                .filter((entry) => entry.group === group)
                .map((entry) => (
                  <Command.Item key={entry.id} value={entry.id} onSelect={() => run(entry)}>
                    <span>{entry.label}</span>
                    <small>{entry.aside}</small>
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </div>
  );
}
