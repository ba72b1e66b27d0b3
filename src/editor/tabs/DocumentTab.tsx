// One tab: the title of its document with a dot while a file lacks something of it, and a ring while it trains. A double
// click renames, the middle button closes.
import { Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore as useZustand } from 'zustand';
import { useWorkspaces, workspaces } from '../../store/store';
import type { Workspace } from '../../store/workspaces/workspace';
import styles from './DocumentTabs.module.css';
import { closeTab } from './tabActions';
import { type TabTraining, tabName, trainingOf } from './tabWords';

interface Props {
  readonly workspace: Workspace;
  readonly shown: boolean;
  readonly renaming: boolean;
  readonly onRename: (id: string) => void;
  readonly onRenamed: () => void;
}

export function DocumentTab({ workspace, shown, renaming, onRename, onRenamed }: Props) {
  const { id } = workspace;
  const { title, unsaved, training } = useTabState(workspace);
  const name = title || 'Untitled';
  return (
    <div className={styles.tab} data-shown={shown || undefined} role="presentation">
      {renaming ? (
        <TitleInput workspace={workspace} onDone={onRenamed} />
      ) : (
        <button
          type="button"
          role="tab"
          className={styles.open}
          data-tab={id}
          aria-selected={shown}
          aria-label={tabName(title, unsaved, training)}
          aria-description="F2 renames, Delete closes."
          tabIndex={shown ? 0 : -1}
          title={name}
          onClick={() => void workspaces.show(id)}
          onMouseDown={(event) => event.button === 1 && event.preventDefault()}
          onAuxClick={(event) => event.button === 1 && void closeTab(id)}
          onDoubleClick={() => onRename(id)}
        >
          {training && <TrainingRing {...training} />}
          <span className={styles.title}>{name}</span>
          {unsaved && <span className={styles.unsaved} aria-hidden />}
        </button>
      )}
      {/* Of the keyboard, Delete and Alt+W do this: the row has one stop for Tab, and tabs alone as its children. */}
      <Tooltip label={`Close ${name}`} openDelay={500}>
        <span className={styles.close} data-close={id} aria-hidden onClick={() => void closeTab(id)}>
          <IconX size={12} stroke={2} />
        </span>
      </Tooltip>
    </div>
  );
}

function useTabState({ id, lead, comparing }: Workspace) {
  const asleep = useWorkspaces((s) => s.asleep.get(id));
  const title = useZustand(lead, (s) => s.document.title);
  const unsaved = useZustand(lead, (s) => s.document !== s.saved);
  const run = useZustand(lead, (s) => s.run);
  const together = useZustand(comparing, (s) => s.together);
  const training = trainingOf(run, together);
  return { title: asleep?.title ?? title, unsaved: asleep?.unsaved ?? unsaved, training };
}

/** The share of the batches done, as a ring that fills; two bars within while training pauses. */
function TrainingRing({ state, percent }: TabTraining) {
  const length = 2 * Math.PI * 5;
  return (
    <svg className={styles.ring} data-training={state} width="14" height="14" viewBox="0 0 14 14" aria-hidden>
      <circle cx="7" cy="7" r="5" className={styles.track} />
      <circle
        cx="7"
        cy="7"
        r="5"
        className={styles.done}
        strokeDasharray={`${(length * percent) / 100} ${length}`}
        transform="rotate(-90 7 7)"
      />
      {state === 'paused' && <path d="M6 5v4M8 5v4" className={styles.done} />}
    </svg>
  );
}

function TitleInput({ workspace, onDone }: { workspace: Workspace; onDone: () => void }) {
  const { title } = workspace.lead.getState().document;
  const finish = (text: string | undefined): void => {
    if (text !== undefined && text.trim() !== '') workspace.lead.getState().setTitle(text.trim());
    onDone();
  };
  return (
    <input
      className={styles.input}
      aria-label="Title of the drawing in this tab"
      defaultValue={title}
      // biome-ignore lint/a11y/noAutofocus: the user has just asked to write here.
      autoFocus
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(undefined);
      }}
    />
  );
}
