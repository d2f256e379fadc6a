// A run that has ended and whose measuring window had no packet: why, and what would have to change.
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import { NOTHING_TO_MEASURE } from '../i18n/en-nothing-to-measure.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { Banner } from './banner.tsx';

export default function NothingToMeasure() {
  const { actions } = useLab();
  // the reason begins with the field that is to blame: warmup or stop
  const warmsUp = useLabState((state) => state.emptyReason.startsWith('warmup'));
  const undoable = useLabState((state) => state.history.past.length > 0);
  return (
    <Banner
      actions={
        undoable && (
          <button type="button" className="btn small" onClick={actions.undo}>
            {LANE_WORDS.undo}
          </button>
        )
      }
    >
      <strong>{NOTHING_TO_MEASURE.title}</strong> {NOTHING_TO_MEASURE.says(warmsUp)}
    </Banner>
  );
}
