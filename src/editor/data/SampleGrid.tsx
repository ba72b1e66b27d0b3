// Some images of every class, with the class's name and its counts beside each row: as they are, with their masks, or as
// the drawing's input is given them. Each can be pointed at, or reached by arrow keys, to read what it is.
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DataSet } from '../../data/dataSet';
import { type Given, givenBy } from '../../data/derive';
import { countClasses, sampleIndices } from '../../data/summary';
import { formatCount } from '../../lib/format';
import { useStore } from '../../store/store';
import classes from './DataPanel.module.css';
import { drawSamples, tileGap, tileSize } from './drawSamples';
import { SamplePointer } from './SamplePointer';
import type { SampleView } from './samplePicture';

const nameWidth = 88;

const givenWords = { image: 'Given', noisy: 'Noisy', grey: 'Grey', small: 'Small' } as const;

/** Rows are classes; the counts are training and test images. */
export function SampleGrid({ dataSet }: { dataSet: DataSet }) {
  const given = useGiven();
  const views = [
    { value: 'image', label: 'Images' },
    ...(dataSet.maskNames ? [{ value: 'mask', label: 'Masks' }] : []),
    ...(given ? [{ value: 'given', label: givenWords[given.source] }] : []),
  ];
  const [wanted, setWanted] = useState('image');
  const shown = views.some(({ value }) => value === wanted) ? wanted : 'image';
  const view: SampleView = shown === 'given' && given ? given : shown === 'mask' ? 'mask' : 'image';
  return (
    <>
      <div className={classes.samplesHead}>
        <h2 className={classes.heading}>
          Training images <span className={classes.dim}>class, images to train + to test</span>
        </h2>
        {views.length > 1 && (
          <SegmentedControl
            size="xs"
            fullWidth
            data={views}
            value={shown}
            onChange={setWanted}
            aria-label="What the samples show"
          />
        )}
        {shown === 'given' && given && <p className={classes.dim}>{givenSentence(given)}</p>}
      </div>
      <Grid dataSet={dataSet} view={view} />
    </>
  );
}

const givenSentence = (given: Given): string =>
  ({
    image: 'What the input is given.',
    noisy: `What the input is given: the image plus noise of deviation ${given.source === 'noisy' ? given.deviation : 0}, new in every epoch.`,
    grey: 'What the input is given: the image’s luminance.',
    small: 'What the input is given: the means of 4×4 pixels.',
  })[given.source];

/** What the first input of the drawing takes that is not the image itself. */
function useGiven(): Given | undefined {
  const graph = useStore((s) => s.document.graph);
  return useMemo(() => {
    const inputs = [...graph.nodes.values()].filter(({ kind }) => kind === 'input');
    return inputs.map(({ params }) => givenBy(params)).find(({ source }) => source !== 'image');
  }, [graph]);
}

function Grid({ dataSet, view }: { dataSet: DataSet; view: SampleView }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize();
  const tile = tileSize(dataSet.imageShape);
  const columns = Math.max(2, Math.min(12, Math.floor((width - nameWidth + tileGap) / (tile + tileGap))));
  const samples = useMemo(() => sampleIndices(dataSet, columns), [dataSet, columns]);
  useEffect(() => {
    if (canvas.current && width > 0) drawSamples(canvas.current, dataSet, samples, view);
  }, [dataSet, samples, width, view]);
  const what = view === 'mask' ? 'masks over training images' : 'training images';
  return (
    <div ref={ref} className={classes.samples}>
      <ClassNames dataSet={dataSet} tile={tile} />
      <div className={classes.tiles}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Up to ${columns} ${what} of each of ${dataSet.classNames.length} classes: ${dataSet.classNames.slice(0, 20).join(', ')}${dataSet.classNames.length > 20 ? ', …' : ''}`}
        />
        <SamplePointer key={dataSet.id} dataSet={dataSet} samples={samples} besideNames={nameWidth} />
      </div>
    </div>
  );
}

function ClassNames({ dataSet, tile }: { dataSet: DataSet; tile: number }) {
  const { classNames, train, test } = dataSet;
  const counts = useMemo(
    () => ({ train: countClasses(train, classNames.length), test: countClasses(test, classNames.length) }),
    [classNames, train, test],
  );
  const count = (part: 'train' | 'test', c: number) => formatCount(counts[part][c] ?? 0);
  return (
    <ul
      className={classes.names}
      style={{ width: nameWidth - 8, gap: tileGap }}
      aria-label="Classes, with training and test images"
    >
      {classNames.map((name, c) => (
        <li
          key={name}
          style={{ height: tile }}
          title={`${name}: ${count('train', c)} to train, ${count('test', c)} to test`}
        >
          <span className={classes.className}>{name}</span>
          <span className={classes.counts}>
            {count('train', c)} + {count('test', c)}
          </span>
        </li>
      ))}
    </ul>
  );
}
