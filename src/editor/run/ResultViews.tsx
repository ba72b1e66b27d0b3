// What a test shows beside its first figures, one view at a time: all outputs' figures, the confusion matrix of an
// output that tells classes apart, and pictures of one that gives them. Each can be enlarged.
import { ActionIcon, Modal, SegmentedControl, Select, Tooltip } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfusionMatrix, MistakeList } from '../../charts/ConfusionMatrix';
import { Pictures } from '../../charts/Pictures';
import { formatCount } from '../../lib/format';
import type { HeadFigures } from '../../training/protocol';
import type { Run } from '../../training/run';
import { OutputTable, penaltyOf } from './OutputTable';
import classes from './RunDock.module.css';

type Done = Extract<Run, { state: 'done' }>;
type View = 'outputs' | 'confusion' | 'pictures';

const words: Readonly<Record<View, string>> = {
  outputs: 'Outputs',
  confusion: 'Confusion',
  pictures: 'Pictures',
};
const titles: Readonly<Record<View, string>> = {
  outputs: 'Outputs',
  confusion: 'Confusion matrix',
  pictures: 'Pictures',
};

const telling = (run: Done): readonly HeadFigures[] =>
  run.test.heads.filter(({ confusion }) => confusion !== undefined);

function viewsOf(run: Done): readonly View[] {
  const several = run.test.heads.length > 1;
  return [
    ...(several ? (['outputs'] as const) : []),
    ...(telling(run).length > 0 ? (['confusion'] as const) : []),
    ...(run.test.pictures ? (['pictures'] as const) : []),
    ...(!several && penaltyOf(run.test, run.heads) > 0 ? (['outputs'] as const) : []),
  ];
}

const testImages = (count: number): string =>
  `${formatCount(count)} test ${count === 1 ? 'image' : 'images'}`;

export function ResultViews({ run, narrow }: { run: Done; narrow: boolean }) {
  const views = viewsOf(run);
  const [chosen, choose] = useState<View>();
  const [headId, chooseHead] = useState<string>();
  const [open, setOpen] = useState(false);
  const view = chosen && views.includes(chosen) ? chosen : views[0];
  const heads = telling(run);
  const head = heads.find(({ id }) => id === headId) ?? heads[0];
  if (!view) return null;
  const enlarge = `Enlarge the ${titles[view].toLowerCase()}`;
  return (
    <div className={classes.viewer}>
      {(views.length > 1 || (view === 'confusion' && heads.length > 1)) && (
        <div className={classes.views}>
          {views.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label="View of the test"
              data={views.map((value) => ({ value, label: words[value] }))}
              value={view}
              onChange={(value) => choose(views.find((known) => known === value))}
            />
          )}
          {view === 'confusion' && heads.length > 1 && (
            <Select
              size="xs"
              className={classes.headChoice}
              aria-label="Output"
              data={heads.map(({ id }) => id)}
              value={head?.id ?? null}
              allowDeselect={false}
              onChange={(id) => chooseHead(id ?? undefined)}
            />
          )}
        </div>
      )}
      <div className={classes.matrix}>
        <Content run={run} view={view} head={head} narrow={narrow} />
        {view !== 'outputs' && (
          <Tooltip label={enlarge}>
            <ActionIcon
              className={classes.enlarge}
              variant="default"
              size={24}
              aria-label={enlarge}
              onClick={() => setOpen(true)}
            >
              <IconArrowsMaximize size={13} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size={860}
        title={`${titles[view]} of ${run.title}, ${testImages(view === 'pictures' ? (run.test.pictures?.rows.length ?? 0) : run.test.count)}`}
      >
        <Large run={run} view={view} head={head} />
      </Modal>
    </div>
  );
}

interface ContentProps {
  readonly run: Done;
  readonly view: View;
  /** The output whose confusion matrix is shown. */
  readonly head: HeadFigures | undefined;
}

const namesOf = (run: Done, id: string | undefined): readonly string[] =>
  run.heads.find((head) => head.id === id)?.names ?? [];

function Content({ run, view, head, narrow }: ContentProps & { readonly narrow: boolean }) {
  if (view === 'outputs') return <OutputTable test={run.test} heads={run.heads} />;
  if (view === 'pictures')
    return run.test.pictures ? (
      <Pictures pictures={run.test.pictures} names={namesOf(run, run.test.pictures.head)} />
    ) : null;
  return (
    <ConfusionMatrix
      confusion={head?.confusion ?? []}
      classNames={namesOf(run, head?.id)}
      readout={narrow ? 'beside' : 'below'}
    />
  );
}

function Large({ run, view, head }: ContentProps) {
  if (view === 'pictures' && run.test.pictures)
    return (
      <Pictures size="large" pictures={run.test.pictures} names={namesOf(run, run.test.pictures.head)} />
    );
  const matrix = { confusion: head?.confusion ?? [], classNames: namesOf(run, head?.id) };
  return (
    <>
      <ConfusionMatrix size="large" {...matrix} />
      <h3 className={classes.subhead}>Commonest mistakes</h3>
      <MistakeList {...matrix} most={8} />
    </>
  );
}
