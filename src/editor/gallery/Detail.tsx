// The particulars of the chosen template: paper, what was new, what to look at, figures, and how it trains.
import { Anchor, Button, ScrollArea } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TrainingSettings } from '../../graph/document';
import { formatCount } from '../../lib/format';
import { useOverlays } from '../overlays';
import { isReplaceable } from '../tabs/placing';
import type { Entry } from './entry';
import { FigureTable } from './Figures';
import styles from './Gallery.module.css';
import { QuickBadge } from './QuickBadge';
import { splitTimes } from './splitTimes';

export function Detail({ entry, onOpen }: { entry: Entry; onOpen: (entry: Entry) => void }) {
  const { title, description, document } = entry.template;
  const { about, training, graph } = document;
  const { times, rest } = splitTimes(description);
  const modules = [...graph.modules.keys()];
  return (
    <aside className={styles.detail} aria-label={`About ${title}`}>
      <ScrollArea
        className={styles.detailScroll}
        type="auto"
        scrollbarSize={6}
        viewportProps={{ tabIndex: 0 }}
      >
        <div className={styles.detailBody}>
          <h2 className={styles.detailTitle}>{title}</h2>
          {about && (
            <p className={styles.paper}>
              {about.authors}, <cite>{about.paper}</cite>, {about.year}.{' '}
              {about.url && (
                <Anchor
                  href={about.url}
                  target="_blank"
                  rel="noopener noreferrer"
                  size="xs"
                  underline="always"
                >
                  {hostOf(about.url)}
                  <IconExternalLink size={12} className={styles.external} aria-label="(opens a new tab)" />
                </Anchor>
              )}
            </p>
          )}
          {about?.idea && <Part title="What is new">{about.idea}</Part>}
          {about?.look && <Part title="What to look at">{about.look}</Part>}
          {rest && <Part title={about ? 'This drawing' : 'What it is'}>{rest}</Part>}
          <h3 className={styles.partTitle}>Figures</h3>
          <FigureTable figures={entry.figures} />
          <p className={styles.text}>
            {formatCount(graph.nodes.size)} nodes
            {modules.length > 0 && `; modules: ${modules.join(', ')}`}
          </p>
          <h3 className={styles.partTitle}>Training</h3>
          {entry.quick && <QuickBadge />}
          <p className={styles.text}>{describeTraining(training)}</p>
          {times && <p className={styles.text}>{times}</p>}
        </div>
      </ScrollArea>
      <div className={styles.detailFoot}>
        <Button fullWidth size="sm" onClick={() => onOpen(entry)}>
          Open this template
        </Button>
        <span className={styles.hint}>{whereItOpens(useOverlays.getState().dialog)}</span>
      </div>
    </aside>
  );
}

/** What opening it does to the drawing that is shown. */
function whereItOpens(dialog: ReturnType<typeof useOverlays.getState>['dialog']): string {
  if (dialog?.type === 'gallery' && dialog.beside) return 'It opens beside your drawing.';
  return isReplaceable() ? 'Undo brings your present drawing back.' : 'It opens in a tab of its own.';
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h3 className={styles.partTitle}>{title}</h3>
      <p className={styles.text}>{children}</p>
    </>
  );
}

const optimizerNames: Readonly<Record<TrainingSettings['optimizer'], string>> = {
  sgd: 'SGD',
  momentum: 'SGD with momentum',
  rmsprop: 'RMSProp',
  adam: 'Adam',
};
const dataNames: Readonly<Record<string, string>> = { digits: 'Digits', shapes: 'Shapes' };

/** `Set to Shapes, 5 epochs of batches of 64, Adam at 0.001.` */
function describeTraining({ data, epochs, batchSize, optimizer, learningRate }: TrainingSettings): string {
  const passes = epochs === 1 ? '1 epoch' : `${epochs} epochs`;
  return `Set to ${dataNames[data] ?? data}, ${passes} in batches of ${batchSize}, ${optimizerNames[optimizer]} at ${learningRate}.`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, '');
  } catch {
    return url;
  }
}
