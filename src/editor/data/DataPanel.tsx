// The Data tab: which images the network learns from, what they look like, and the way in for one's own.
import { Progress, Select } from '@mantine/core';
import { useBusy } from '../../store/busy';
import { useStore } from '../../store/store';
import { FileProblems, FitAlert } from './DataAlerts';
import { DataFacts } from './DataFacts';
import classes from './DataPanel.module.css';
import { DataTargets } from './DataTargets';
import { LoadFiles } from './LoadFiles';
import { OwnDataSets } from './OwnDataSets';
import { SampleGrid } from './SampleGrid';
import { useDataOptions } from './useDataOptions';

/** The panel; no properties. */
export function DataPanel() {
  const data = useStore((s) => s.data);
  const busy = useBusy();
  const dataSet = data.state === 'loading' ? undefined : data.dataSet;
  return (
    <section className={classes.panel} aria-label="Data" data-data-state={data.state}>
      <Choice disabled={busy} />
      {busy && <p className={classes.dim}>The data is fixed while a run is on.</p>}
      <div className={classes.alerts}>
        {data.state === 'failed' && <FileProblems problems={data.problems} kept={data.dataSet} />}
        {dataSet && <FitAlert dataSet={dataSet} />}
      </div>
      {data.state === 'loading' && <Loading id={data.id} progress={data.progress} />}
      {dataSet && (
        <>
          <p className={classes.source}>{dataSet.source}</p>
          <DataFacts dataSet={dataSet} />
          <DataTargets dataSet={dataSet} />
          <SampleGrid dataSet={dataSet} />
        </>
      )}
      <LoadFiles disabled={busy} />
      <OwnDataSets disabled={busy} />
    </section>
  );
}

function Choice({ disabled }: { disabled: boolean }) {
  const value = useStore((s) => s.document.training.data);
  const options = useDataOptions();
  return (
    <Select
      size="xs"
      label="Images to learn from"
      data={options}
      value={value}
      disabled={disabled}
      allowDeselect={false}
      onChange={(id) => id && useStore.getState().chooseData(id)}
    />
  );
}

function Loading({ id, progress }: { id: string; progress: number }) {
  const what = id.startsWith('files:') ? `Reading ${id.slice('files:'.length)} …` : 'Drawing the images …';
  return (
    <div className={classes.loading} role="status">
      <span>{what}</span>
      <Progress
        size={6}
        radius="xl"
        value={progress * 100}
        transitionDuration={0}
        aria-label="Loading the data"
      />
    </div>
  );
}
