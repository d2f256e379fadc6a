// Take it with you: link, picture, report, trace, scenario and the command that gives the same figures.
import '../styles/take.css';
import { Copy, Link } from 'lucide-react';
import { useEffect, useState } from 'react';
import { csvLine, figuresOf } from '../../sim-core/index.ts';
import type { Report } from '../../sim-core/protocol/index.ts';
import { SHARE } from '../i18n/en-share.ts';
import { linkHere, scenarioAsked } from './link-here.ts';
import {
  commandLine,
  copyPng,
  copyText,
  isPlain,
  saveFile,
  SCENARIO_FILE,
  scenarioBlob,
} from '../ui/files.ts';
import type { PictureKind } from './picture.ts';

import { useLab, useLabState } from '../stores/use-lab.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { duration } from '../ui/format.ts';
import type { ShareProps } from '../ui/opening.ts';
import { Popover } from '../ui/popover.tsx';
import { TraceRow } from './share-trace.tsx';

const FILE = '67ns';

/** The picture's code is large and comes when it is wanted. */
const picture = (kind: PictureKind) => import('./picture.ts').then(({ takePicture }) => takePicture(kind));

function reportCsv(report: Report): string {
  const rows = report.lanes.map(figuresOf);
  return csvLine(Object.keys(rows[0])) + rows.map((row) => csvLine(Object.values(row))).join('');
}

const json = (value: unknown) =>
  new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' });

/** Whole nanoseconds and at most three decimals, as `--at` and `t` take them. */
const nsText = (tPs: number) => String(Math.round(tPs) / 1000);

export default function SharePopover({ anchor, scenario, onClose }: ShareProps) {
  const lab = useLab();
  const tPs = useLabState((state) => state.tPs);
  const [link, setLink] = useState('');
  useEffect(() => {
    let stale = false;
    void linkHere(lab, scenario, tPs).then((text) => {
      if (!stale) setLink(text);
    });
    return () => {
      stale = true;
    };
  }, [lab, scenario, tPs]);
  // the field may still be empty, or say what ran before an edit
  const copyLink = async () => {
    const asked = (await scenarioAsked(lab)) ?? scenario;
    return copyText(await linkHere(lab, asked, lab.playback.tPs));
  };
  const command = commandLine(scenario, lab.store.getState().input, `--at ${nsText(tPs)}`);
  return (
    <Popover anchor={anchor} label={SHARE.title} onClose={onClose}>
      <h3>{SHARE.title}</h3>
      <div className="take">
        <span>{SHARE.link}</span>
        <div>
          <input className="field mono" readOnly value={link} aria-label={SHARE.link} />
          <ActionButton
            strong
            label={SHARE.copyLink}
            icon={<Link size="1.1em" aria-hidden="true" />}
            act={copyLink}
            done={SHARE.copied}
          />
        </div>
        <span>{SHARE.picture}</span>
        <div>
          <ActionButton label={SHARE.copyPicture} act={() => copyPng(picture('png'))} done={SHARE.copied} />
          {(['svg', 'png'] as const).map((kind) => (
            <ActionButton
              key={kind}
              label={kind.toUpperCase()}
              name={SHARE.savePicture(kind.toUpperCase())}
              act={async () => saveFile(`${FILE}.${kind}`, await picture(kind))}
              done={SHARE.saved}
            />
          ))}
        </div>
        <span>{SHARE.report}</span>
        <div>
          <ActionButton
            label="JSON"
            name={SHARE.saveReport('JSON')}
            act={async () => saveFile(`${FILE}-report.json`, json(await lab.report(lab.playback.tPs)))}
            done={SHARE.saved}
          />
          <ActionButton
            label="CSV"
            name={SHARE.saveReport('CSV')}
            act={async () =>
              saveFile(
                `${FILE}-report.csv`,
                new Blob([reportCsv(await lab.report(lab.playback.tPs))], { type: 'text/csv' }),
              )
            }
            done={SHARE.saved}
          />
          <small>{SHARE.allFigures(duration(tPs / 1000, 5))}</small>
        </div>
        <span>{SHARE.trace}</span>
        <TraceRow file={FILE} />
        <span>{SHARE.terminal}</span>
        <div>
          <input className="field mono" readOnly value={command} aria-label={SHARE.terminal} />
          <ActionButton
            label={SHARE.copy}
            name={SHARE.copyCommand}
            icon={<Copy size="1.1em" aria-hidden="true" />}
            act={() => copyText(command)}
            done={SHARE.copied}
          />
          {!isPlain(scenario) && (
            <ActionButton
              label={SHARE.scenarioFile}
              act={async () => saveFile(SCENARIO_FILE, scenarioBlob(lab.store.getState().input))}
              done={SHARE.saved}
            />
          )}
        </div>
      </div>
      <p>{SHARE.holds}</p>
    </Popover>
  );
}
