// The banner of a link of which only a part could be used: what was ignored and why, and a link without it.
import { Unlink } from 'lucide-react';
import { LINK_WORDS } from '../i18n/en-link.ts';
import { SHARE } from '../i18n/en-share.ts';
import { ActionButton } from '../ui/action-button.tsx';
import type { Opening } from '../ui/opening.ts';
import { Banner } from './banner.tsx';
import { problemSentences } from './link-problems.ts';

export default function DamagedLink({
  problems,
  dismiss,
  copyLink,
}: Pick<Opening, 'problems' | 'dismiss' | 'copyLink'>) {
  return (
    <Banner
      onDismiss={dismiss}
      actions={<ActionButton label={LINK_WORDS.clean} done={SHARE.copied} act={copyLink} />}
    >
      <Unlink size="1.1em" aria-hidden="true" /> <strong>{LINK_WORDS.part}</strong>{' '}
      {problemSentences(problems).join(' ')} {LINK_WORDS.rest}
    </Banner>
  );
}
