// What a network can learn from a data set: the targets that its outputs can be compared with, by name.
import type { ReactNode } from 'react';
import { classColour } from '../../charts/rgba';
import type { DataSet } from '../../data/dataSet';
import classes from './DataPanel.module.css';

/** A list of the targets; what is missing is said where anything is. */
export function DataTargets({ dataSet }: { dataSet: DataSet }) {
  const { classNames, labelNames, valueNames, maskNames } = dataSet;
  const lacks = [
    ...(labelNames ? [] : ['labels']),
    ...(valueNames ? [] : ['values']),
    ...(maskNames ? [] : ['masks']),
  ];
  return (
    <section aria-label="What can be learned" className={classes.targets}>
      <h2 className={classes.heading}>What can be learned</h2>
      <dl className={classes.targetList}>
        <Target name="Class" about="One of them holds for each image: for a classifier.">
          {classNames.length > 12 ? `${classNames.slice(0, 10).join(', ')}, …` : classNames.join(', ')}
        </Target>
        {labelNames && (
          <Target name="Labels" about="Each of them holds or not: for a multi-label output.">
            {labelNames.join(', ')}
          </Target>
        )}
        {valueNames && (
          <Target
            name="Values"
            about="Real numbers, for regression: 0 is the least that is drawn and 1 the most."
          >
            {valueNames.join(', ')} <span className={classes.dim}>(0 the least drawn, 1 the most)</span>
          </Target>
        )}
        {maskNames && (
          <Target name="Masks" about="A class for every pixel: for segmentation.">
            <Swatches names={maskNames} />
          </Target>
        )}
        <Target
          name="Image"
          about="The image itself: for reconstruction, denoising, colourisation and the like."
        >
          the image itself
        </Target>
      </dl>
      {lacks.length > 0 && (
        <p className={classes.dim}>
          It has no {new Intl.ListFormat('en', { type: 'disjunction' }).format(lacks)}; Digits and Shapes do.
        </p>
      )}
    </section>
  );
}

function Target({ name, about, children }: { name: string; about: string; children: ReactNode }) {
  return (
    <>
      <dt title={about}>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Mask classes with the colours that the samples and the results show them in; the ground has none over an image. */
function Swatches({ names }: { names: readonly string[] }) {
  return (
    <ul className={classes.swatches}>
      {names.map((name, c) => (
        <li key={name}>
          <span
            className={classes.swatch}
            aria-hidden
            style={c === 0 ? undefined : { background: classColour(c) }}
          />
          {name}
        </li>
      ))}
    </ul>
  );
}
