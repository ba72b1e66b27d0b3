// What can stand beside the design: a twin of it, another drawing, an earlier version of itself, or a whole demonstration
// that comes with the app.
import { Button, Modal, Text } from '@mantine/core';
import { IconCopy, IconFilePlus, IconFolderOpen, IconLayoutGrid, IconVersions } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { mostDesigns } from '../../compare/comparison';
import { newDocument } from '../../store/files';
import { useComparing, useStore } from '../../store/store';
import { chooseFileBeside } from '../files/chooseFile';
import { closeDialog, showDialog } from '../overlays';
import styles from './CompareDialog.module.css';
import { openBeside } from './compareActions';
import { Demonstrations } from './Demonstrations';
import { prepareDock } from './dock/Dock';
import { Part } from './Part';
import { TwinList } from './TwinList';

export function CompareDialog({ opened }: { opened: boolean }) {
  // The dialog notes where the focus was when it opens, which one that begins open would not.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  useEffect(prepareDock, []);
  return (
    <Modal
      opened={shown}
      onClose={closeDialog}
      size="min(1080px, 100vw - 32px)"
      title="Compare with"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ title: styles.title ?? '', body: styles.body ?? '' }}
    >
      <Choices />
    </Modal>
  );
}

function Choices() {
  const document = useStore((s) => s.document);
  const full = useComparing((s) => s.panes.length >= mostDesigns);
  return (
    <div className={styles.columns}>
      {full && (
        <Text className={styles.full} size="sm" role="status">
          Four designs stand side by side already: close one of them to open another.
        </Text>
      )}
      <div>
        <Part title="A twin of this design" note="Made by one rule, and nothing else is changed.">
          <TwinList document={document} disabled={full} />
        </Part>
        <Part title="Another design">
          <div className={styles.others}>
            <Other
              icon={<IconLayoutGrid size={15} aria-hidden />}
              disabled={full}
              onClick={() => showDialog({ type: 'gallery', beside: true })}
            >
              A template…
            </Other>
            <Other
              icon={<IconFolderOpen size={15} aria-hidden />}
              disabled={full}
              onClick={then(chooseFileBeside)}
            >
              A file…
            </Other>
            <Other
              icon={<IconCopy size={15} aria-hidden />}
              disabled={full}
              onClick={then(() => openBeside({ ...document, title: `Copy of ${document.title}` }))}
            >
              A copy of this one
            </Other>
            <Other
              icon={<IconVersions size={15} aria-hidden />}
              disabled={full}
              onClick={() => showDialog({ type: 'versions' })}
            >
              An earlier version…
            </Other>
            <Other
              icon={<IconFilePlus size={15} aria-hidden />}
              disabled={full}
              onClick={then(() => openBeside(newDocument()))}
            >
              An empty drawing
            </Other>
          </div>
        </Part>
      </div>
      <Part
        title="Demonstrations"
        note="Designs, data and settings ready to train: each takes less than three minutes."
      >
        <Demonstrations />
      </Part>
    </div>
  );
}

const then = (act: () => void) => () => {
  closeDialog();
  act();
};

interface OtherProps {
  readonly icon: ReactNode;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Other({ icon, disabled, onClick, children }: OtherProps) {
  return (
    <Button size="xs" variant="default" leftSection={icon} disabled={disabled} onClick={onClick}>
      {children}
    </Button>
  );
}
