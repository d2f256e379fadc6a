// The banner of a link of which only a part could be used: what was ignored and why, and a link without it.
import { Unlink } from 'lucide-react';
import { UI } from '../i18n/en.ts';
import { SHARE } from '../i18n/en-share.ts';
import { ActionButton } from '../ui/action-button.tsx';
import type { Opening } from '../ui/opening.ts';
import { Banner } from './banner.tsx';

export default function DamagedLink({
  problems,
  dismiss,
  copyLink,
}: Pick<Opening, 'problems' | 'dismiss' | 'copyLink'>) {
  return (
    <Banner
      onDismiss={dismiss}
      actions={<ActionButton label={UI.messages.cleanLink} done={SHARE.copied} act={copyLink} />}
    >
      <Unlink size="1.1em" aria-hidden="true" /> <strong>{UI.messages.partOfLink}</strong>{' '}
      {problems.join(' · ')}. {UI.messages.restOfLink}
    </Banner>
  );
}
