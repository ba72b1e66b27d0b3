// The design as a link: what it holds, how long it is, and whether it will arrive.
import { Button, Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { linkLimits } from '../../interchange/link/designLink';
import { formatCount } from '../../lib/format';
import { isComparing } from '../../store/comparing';
import { comparing } from '../../store/store';
import { keyText } from '../actions/keyText';
import { saveComparison, saveCopy } from '../files/fileActions';
import { closeDialog } from '../overlays';
import styles from './ShareDialog.module.css';
import { type Extent, isLocal, needsLayout, ownDataOf, type Shareable, shareableNow } from './shareable';

export function ShareDialog({ opened }: { opened: boolean }) {
  // The dialog notes where the focus was when it opens, which one that begins open would not.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return (
    <Modal
      opened={shown}
      onClose={closeDialog}
      size={560}
      title="Share link"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Sharing />
    </Modal>
  );
}

function Sharing() {
  const several = isComparing(comparing.getState());
  const [extent, setExtent] = useState<Extent>('design');
  const [layout, setLayout] = useState(true);
  const shareable = useMemo(() => shareableNow(extent, window.location), [extent]);
  const bound = needsLayout(shareable.designs);
  const link = layout || bound ? shareable.link : shareable.shortLink;
  return (
    <>
      {several && (
        <SegmentedControl
          size="xs"
          fullWidth
          mb="md"
          aria-label="What to share"
          value={extent}
          onChange={(value) => setExtent(value === 'comparison' ? 'comparison' : 'design')}
          data={[
            { value: 'design', label: 'The active design' },
            { value: 'comparison', label: 'All designs side by side' },
          ]}
        />
      )}
      {link.length > linkLimits.most ? (
        <TooLong length={link.length} extent={extent} />
      ) : (
        <Copying link={link} extent={extent} />
      )}
      <Holds {...shareable} layout={layout || bound} />
      <Checkbox
        size="xs"
        label="Leave out the layout"
        description={
          bound
            ? 'Not here: notes and frames need the places of the nodes round them.'
            : `${formatCount(shareable.shortLink.length)} characters instead of ${formatCount(shareable.link.length)}; the design is arranged when the link is opened.`
        }
        disabled={bound}
        checked={!layout && !bound}
        onChange={(event) => setLayout(!event.currentTarget.checked)}
      />
    </>
  );
}

function Copying({ link, extent }: { link: string; extent: Extent }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<{ readonly link: string; readonly done: boolean }>();
  const state = copied?.link === link ? copied : undefined;
  const copy = async () => {
    const done = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    setCopied({ link, done });
    if (!done) field.current?.select();
  };
  return (
    <>
      <div className={styles.row}>
        <TextInput
          ref={field}
          className={styles.link ?? ''}
          size="sm"
          readOnly
          aria-label="Link"
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          data-autofocus
          className={styles.copy ?? ''}
          leftSection={state?.done ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          onClick={() => void copy()}
        >
          {state?.done ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p className={styles.length} role="status">
        {formatCount(link.length)} characters
        {state && (state.done ? ', copied to the clipboard' : '')}
      </p>
      {state && !state.done && (
        <Note tone="warn">
          This browser does not let the page write to the clipboard. The link is marked: press{' '}
          {keyText('Mod+C')}.
        </Note>
      )}
      {link.length > linkLimits.comfortable && (
        <Note tone="warn" action={<SaveInstead extent={extent} />}>
          Chats and mail programs may cut a link of more than {formatCount(linkLimits.comfortable)}{' '}
          characters. A file arrives whole.
        </Note>
      )}
      {isLocal(window.location.hostname) && (
        <Note>
          Convas runs on this machine alone ({window.location.host}), so the link opens only here. Elsewhere,
          send a file.
        </Note>
      )}
    </>
  );
}

const TooLong = ({ length, extent }: { length: number; extent: Extent }) => (
  <Note tone="bad" action={<SaveInstead extent={extent} />}>
    The link would have {formatCount(length)} characters, and browsers take at most{' '}
    {formatCount(linkLimits.most)}. Save a file and send that.
  </Note>
);

const SaveInstead = ({ extent }: { extent: Extent }) => (
  <Button
    size="compact-xs"
    variant="default"
    onClick={() => void (extent === 'comparison' ? saveComparison() : saveCopy())}
  >
    Save a file…
  </Button>
);

function Note({
  tone,
  action,
  children,
}: {
  tone?: 'warn' | 'bad';
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.note} data-tone={tone} role="note">
      <span>{children}</span>
      {action}
    </div>
  );
}

function partsOf(designs: Shareable['designs'], layout: boolean): string {
  const written = needsLayout(designs);
  return ['nodes', 'wires', ...(written ? ['notes and frames'] : []), ...(layout ? ['layout'] : [])].join(
    ', ',
  );
}

function Holds({ designs, layout }: Pick<Shareable, 'designs'> & { layout: boolean }) {
  const own = ownDataOf(designs);
  return (
    <dl className={styles.holds}>
      <dt>In the link</dt>
      <dd>
        {designs.map(({ title }) => title || 'Untitled').join(', ')}: {partsOf(designs, layout)} and training
        settings
      </dd>
      <dt>Not in it</dt>
      <dd>Images, trained weights, runs</dd>
      {own.length > 0 && (
        <>
          <dt>Needed too</dt>
          <dd>
            {own.map((name) => `“${name}”`).join(', ')}: images of your own. Send their files as well, to be
            loaded under Data.
          </dd>
        </>
      )}
      <dt>Who sees it</dt>
      <dd>Whoever has the link. The design is in the link itself, behind the #, and is sent to no server.</dd>
    </dl>
  );
}
