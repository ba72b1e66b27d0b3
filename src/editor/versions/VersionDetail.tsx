// The chosen version at large: its picture, what it changed, and what can be done with it.
import { Button, Tooltip } from '@mantine/core';
import { IconColumns2, IconRestore, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue } from 'react';
import { mostDesigns } from '../../compare/comparison';
import type { Document } from '../../graph/document';
import { useComparing } from '../../store/store';
import type { Version } from '../../store/versions/version';
import type { Versioned } from '../../store/versions/versioned';
import { ChangeList } from './ChangeList';
import type { Entry } from './entries';
import { NameField } from './NameField';
import { useDrawing } from './useVersions';
import { VersionPicture } from './VersionPicture';
import { compareVersion, deleteVersion, restoreVersion } from './versionCommands';
import styles from './versions.module.css';
import { agoText, headOf, labelsText, nodesText, reasonOf, timeOf } from './versionWords';

interface Props {
  readonly design: Versioned;
  readonly entry: Entry;
  /** The version that was kept last. */
  readonly newest: Version | undefined;
  readonly naming: boolean;
}

export function VersionDetail({ design, entry, newest, naming }: Props) {
  const read = useDrawing(entry.type === 'kept' ? entry.key : undefined);
  const beforeId = entry.type === 'kept' ? entry.before?.id : entry.type === 'now' ? newest?.id : undefined;
  const readBefore = useDrawing(beforeId);
  const drawing = entry.type === 'kept' ? read : entry.document;
  const before = entry.type === 'step' ? entry.before : readBefore === 'lost' ? undefined : readBefore;
  // The list answers at once; a large picture follows.
  const shown = useDeferredValue(drawing);
  const name = nameOf(entry);
  return (
    <section className={styles.detail} aria-label={`Version: ${name}`} aria-busy={drawing === undefined}>
      <Actions design={design} entry={entry} drawing={drawing === 'lost' ? undefined : drawing} />
      <div className={styles.stage} data-version-picture>
        {shown === 'lost' ? (
          <p className={styles.blank}>
            This version cannot be read any more. Delete it; the others are not touched by it.
          </p>
        ) : (
          shown && <VersionPicture document={shown} label={`${name}, as a picture`} />
        )}
      </div>
      <div className={styles.facts}>
        {entry.type !== 'step' && <NameField key={entry.key} design={design} entry={entry} naming={naming} />}
        <Facts entry={entry} />
        {drawing && drawing !== 'lost' && before && (
          <>
            <h3 className={styles.heading}>{sinceWords[entry.type]}</h3>
            <ChangeList before={before} after={drawing} />
          </>
        )}
        {entry.type === 'kept' && entry.version.labels.length > 0 && (
          <>
            <h3 className={styles.heading}>Steps</h3>
            <p className={styles.note}>{labelsText(entry.version.labels, entry.version.steps)}</p>
          </>
        )}
      </div>
    </section>
  );
}

const sinceWords = {
  now: 'Since the last version',
  kept: 'Since the version before',
  step: 'By the step before',
} as const;

function nameOf(entry: Entry): string {
  if (entry.type === 'now') return 'The drawing now';
  if (entry.type === 'step') return `Before “${entry.label}”`;
  return headOf(entry.version);
}

function Facts({ entry }: { entry: Entry }) {
  if (entry.type === 'step') return <Line>{agoText(entry.ago)}</Line>;
  if (entry.type === 'now') return <Line>{nodesText(entry.document.graph.nodes.size, undefined)}</Line>;
  const { version, before } = entry;
  const parts = [
    timeOf(version.at, Date.now()),
    nodesText(version.nodes, before?.nodes),
    ...(version.name === undefined ? [] : [reasonOf(version).toLowerCase()]),
    ...(version.title === '' ? [] : [version.title]),
  ];
  return <Line>{parts.join(' · ')}</Line>;
}

const Line = ({ children }: { children: ReactNode }) => <p className={styles.line}>{children}</p>;

interface ActionsProps {
  readonly design: Versioned;
  readonly entry: Entry;
  readonly drawing: Document | undefined;
}

function Actions({ design, entry, drawing }: ActionsProps) {
  const full = useComparing((s) => s.panes.length >= mostDesigns);
  if (entry.type === 'now')
    return (
      <div className={styles.actions}>
        <p className={styles.title}>The drawing now</p>
      </div>
    );
  return (
    <div className={styles.actions}>
      <p className={styles.title}>{nameOf(entry)}</p>
      {entry.type === 'kept' && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => void deleteVersion(entry.version)}
        >
          Delete
        </Button>
      )}
      <Tooltip label="Four designs stand side by side already: close one first" disabled={!full}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconColumns2 size={14} aria-hidden />}
          disabled={!drawing || full}
          onClick={() => drawing && compareVersion(entry, drawing)}
        >
          Compare
        </Button>
      </Tooltip>
      <Button
        size="xs"
        leftSection={<IconRestore size={14} aria-hidden />}
        disabled={!drawing}
        onClick={() => drawing && restoreVersion(design, entry, drawing)}
      >
        Restore
      </Button>
    </div>
  );
}
