// A lane's menu: right-click, long press or Shift-F10 on its head.
import {
  ArrowLeft,
  ArrowRight,
  Copy,
  type LucideIcon,
  Pencil,
  Plus,
  RotateCcw,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { PATHS, type Scenario } from '../../sim-core/index.ts';
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import { MOST_LANES } from '../stores/scenario-input.ts';
import type { LaneOps } from './lane-ops.ts';
import { changesOf, laneTitle } from './lane-words.ts';

export interface LaneMenuProps {
  lane: number;
  scenario: Scenario;
  ops: LaneOps;
  onClose: () => void;
}

/** The features button in a lane's head, from which its menu hangs. */
function headButton(lane: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#lane-${lane + 1} .head [data-opens="features"]`);
}

export default function LaneMenu({ lane, scenario, ops, onClose }: LaneMenuProps) {
  const opener = useRef(headButton(lane));
  // an entry acts once the menu has let go of focus: what it opens takes focus for itself
  const chosen = useRef<(() => void) | null>(null);
  const row = scenario.lanes[lane];
  const last = scenario.lanes.length - 1;
  const box = opener.current?.getBoundingClientRect() ?? new DOMRect();
  const item = (Icon: LucideIcon, words: string, keys: string, act: () => void, off = false) => (
    <DropdownMenu.Item
      className="item"
      disabled={off}
      onSelect={() => {
        chosen.current = act;
        onClose();
      }}
    >
      <Icon size="1.05em" aria-hidden="true" />
      {words}
      <span className="keys-of" aria-hidden="true">
        {keys}
      </span>
    </DropdownMenu.Item>
  );
  const { keys } = LANE_WORDS;
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <i
          className="menu-anchor"
          aria-hidden="true"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.Content
          className="pop menu"
          aria-label={LANE_WORDS.menu(laneTitle(row))}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          loop
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (chosen.current === null) opener.current?.focus();
            else chosen.current();
          }}
        >
          {item(SlidersHorizontal, LANE_WORDS.features, keys.features, () => ops.features(lane))}
          {item(Pencil, LANE_WORDS.rename, keys.rename, () => ops.rename(lane))}
          {item(
            Copy,
            LANE_WORDS.duplicate,
            keys.duplicate,
            () => ops.duplicate(lane),
            last + 1 >= MOST_LANES,
          )}
          <DropdownMenu.Separator className="rule" />
          {item(ArrowLeft, LANE_WORDS.left, keys.left, () => ops.move(lane, lane - 1), lane === 0)}
          {item(ArrowRight, LANE_WORDS.right, keys.right, () => ops.move(lane, lane + 1), lane === last)}
          <DropdownMenu.Separator className="rule" />
          {item(RotateCcw, LANE_WORDS.reset, '', () => ops.reset(lane), changesOf(row).length === 0)}
          <DropdownMenu.Sub>
            <DropdownMenu.SubTrigger className="item" disabled={last + 1 >= MOST_LANES}>
              <Plus size="1.05em" aria-hidden="true" />
              {LANE_WORDS.add}
            </DropdownMenu.SubTrigger>
            <DropdownMenu.Portal container={document.querySelector('main')}>
              <DropdownMenu.SubContent className="pop menu" alignOffset={-8} collisionPadding={8}>
                {PATHS.map((path) => (
                  <DropdownMenu.Item
                    key={path.id}
                    className="item"
                    onSelect={() => {
                      chosen.current = () => ops.add(lane, path.id);
                      onClose();
                    }}
                  >
                    {path.title}
                  </DropdownMenu.Item>
                ))}
              </DropdownMenu.SubContent>
            </DropdownMenu.Portal>
          </DropdownMenu.Sub>
          {item(Trash2, LANE_WORDS.remove, keys.remove, () => ops.remove(lane), last === 0)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
