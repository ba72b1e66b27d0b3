// Some training images as they are, and below them as two steps of training would see them.
import { useEffect, useMemo, useRef } from 'react';
import { type Augmentation, augmented, augments, noAugmentation } from '../../data/augment';
import type { DataSet } from '../../data/dataSet';
import { sampleIndices } from '../../data/summary';
import { dataSetIn } from '../../store/dataInUse';
import { useStore } from '../../store/store';
import { drawSamples } from '../data/drawSamples';
import classes from './AugmentSetting.module.css';

const shown = 8;

export function AugmentPreview() {
  const dataSet = useStore((s) => dataSetIn(s.data));
  const training = useStore((s) => s.document.training);
  if (!dataSet) return null;
  const { mirror, shift, rotation, shiftFill, brightness, contrast, cutout } = training;
  const how = { mirror, shift, rotation, shiftFill, brightness, contrast, cutout };
  return (
    <figure className={classes.preview}>
      <Row dataSet={dataSet} how={noAugmentation} seed={0} name="Training images as they are" />
      {augments(how) && (
        <>
          <Row dataSet={dataSet} how={how} seed={1} name="The same images as one step sees them" />
          <Row dataSet={dataSet} how={how} seed={2} name="The same images as another step sees them" />
        </>
      )}
      <figcaption>{augments(how) ? 'As they are, and as two steps see them' : 'As they are'}</figcaption>
    </figure>
  );
}

interface RowProps {
  readonly dataSet: DataSet;
  readonly how: Augmentation;
  readonly seed: number;
  readonly name: string;
}

function Row({ dataSet, how, seed, name }: RowProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picked = useMemo(
    () =>
      Uint32Array.from(
        sampleIndices(dataSet, Math.ceil(shown / dataSet.classNames.length))
          .flat()
          .slice(0, shown),
      ),
    [dataSet],
  );
  const text = JSON.stringify(how);
  useEffect(() => {
    const train = augmented(
      dataSet.train,
      picked,
      dataSet.imageShape,
      JSON.parse(text) as Augmentation,
      seed,
    );
    const row = Array.from(picked, (_, i) => i);
    if (canvas.current) drawSamples(canvas.current, { ...dataSet, train }, [row], 'image');
  }, [dataSet, picked, text, seed]);
  return <canvas ref={canvas} role="img" aria-label={name} />;
}
