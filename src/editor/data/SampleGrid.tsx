// Some images of every class, with the class's name and its counts beside each row.
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import type { DataSet } from '../../data/dataSet';
import { countClasses, sampleIndices } from '../../data/summary';
import { formatCount } from '../../lib/format';
import classes from './DataPanel.module.css';
import { drawSamples, tileGap, tileSize } from './drawSamples';

const nameWidth = 88;

/** Rows are classes; the counts are training and test images. */
export function SampleGrid({ dataSet }: { dataSet: DataSet }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize();
  const tile = tileSize(dataSet.imageShape);
  const columns = Math.max(2, Math.min(12, Math.floor((width - nameWidth + tileGap) / (tile + tileGap))));
  const samples = useMemo(() => sampleIndices(dataSet, columns), [dataSet, columns]);
  const counts = useMemo(() => {
    const { classNames, train, test } = dataSet;
    return { train: countClasses(train, classNames.length), test: countClasses(test, classNames.length) };
  }, [dataSet]);
  useEffect(() => {
    if (canvas.current && width > 0) drawSamples(canvas.current, dataSet, samples);
  }, [dataSet, samples, width]);
  return (
    <div ref={ref} className={classes.samples}>
      <ul
        className={classes.names}
        style={{ width: nameWidth - 8, gap: tileGap }}
        aria-label="Classes, with training and test images"
      >
        {dataSet.classNames.map((name, c) => (
          <li
            key={name}
            style={{ height: tile }}
            title={`${name}: ${formatCount(counts.train[c] ?? 0)} to train, ${formatCount(counts.test[c] ?? 0)} to test`}
          >
            <span className={classes.className}>{name}</span>
            <span className={classes.counts}>
              {formatCount(counts.train[c] ?? 0)} + {formatCount(counts.test[c] ?? 0)}
            </span>
          </li>
        ))}
      </ul>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Up to ${columns} training images of each of ${dataSet.classNames.length} classes: ${dataSet.classNames.slice(0, 20).join(', ')}${dataSet.classNames.length > 20 ? ', …' : ''}`}
      />
    </div>
  );
}
