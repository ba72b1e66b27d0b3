// What a data set is, in figures.
import { useEffect, useState } from 'react';
import type { DataSet } from '../../data/dataSet';
import type { DataSummary } from '../../data/summary';
import { formatCount, formatShape } from '../../lib/format';
import classes from './DataPanel.module.css';
import { summariseInSteps } from './summariseInSteps';

const threeDigits = (values: readonly number[]) => values.map((value) => value.toFixed(3)).join(' · ');

export function DataFacts({ dataSet }: { dataSet: DataSet }) {
  const summary = useSummary(dataSet);
  const ofWhat = dataSet.imageShape[2] === 3 ? 'RGB' : 'Pixel';
  return (
    <dl className={classes.facts}>
      <dt>Images</dt>
      <dd>{formatShape(dataSet.imageShape)}</dd>
      <dt>Classes</dt>
      <dd>{dataSet.classNames.length}</dd>
      <dt>To train</dt>
      <dd>{formatCount(dataSet.train.count)}</dd>
      <dt>To test</dt>
      <dd>{formatCount(dataSet.test.count)}</dd>
      <dt className={classes.wideFact} title="Over all training pixels, scaled to 0…1">
        {ofWhat} mean
      </dt>
      <dd className={classes.wideFact}>{summary ? threeDigits(summary.channelMeans) : '…'}</dd>
      <dt className={classes.wideFact} title="Standard deviation over the same pixels">
        {ofWhat} deviation
      </dt>
      <dd className={classes.wideFact}>{summary ? threeDigits(summary.channelDeviations) : '…'}</dd>
    </dl>
  );
}

function useSummary(dataSet: DataSet): DataSummary | undefined {
  const [known, setKnown] = useState<{ of: DataSet; summary: DataSummary }>();
  useEffect(() => {
    const abort = new AbortController();
    void summariseInSteps(dataSet, abort.signal).then(
      (summary) => summary && setKnown({ of: dataSet, summary }),
    );
    return () => abort.abort();
  }, [dataSet]);
  return known?.of === dataSet ? known.summary : undefined;
}
