// Points at one sample of the grid, by mouse or arrow keys, and says what it is. It lies over the canvas, which knows
// nothing of its tiles.
import { Tooltip } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import type { DataSet } from '../../data/dataSet';
import classes from './DataPanel.module.css';
import { describeSample, type SampleWords, speakSample } from './describeSample';
import { tileGap, tileSize } from './drawSamples';
import { movePlace, type Place } from './samplePlace';

export interface SamplePointerProps {
  readonly dataSet: DataSet;
  /** samples[class][column] = index of a training image. */
  readonly samples: readonly (readonly number[])[];
  /** CSS pixels from the samples to the left of their rows' names. */
  readonly besideNames: number;
}

export function SamplePointer({ dataSet, samples, besideNames }: SamplePointerProps) {
  const [place, setPlace] = useState<Place>();
  const id = useId();
  const tile = tileSize(dataSet.imageShape);
  const pitch = tile + tileGap;
  const index = place && samples[place.row]?.[place.column];
  const words = index === undefined ? undefined : describeSample(dataSet, index);
  const follow = ({ nativeEvent }: PointerEvent) => {
    const row = Math.floor(nativeEvent.offsetY / pitch);
    const column = Math.floor(nativeEvent.offsetX / pitch);
    // The same place is the same object, so that a moving mouse redraws nothing.
    setPlace((now) => (now?.row === row && now.column === column ? now : { row, column }));
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setPlace(undefined);
      return;
    }
    const next = movePlace(place, event.key, samples);
    if (!next) return;
    event.preventDefault();
    setPlace(next);
  };
  return (
    <div
      className={classes.pointer}
      role="listbox"
      tabIndex={0}
      aria-label="Samples, by arrow keys"
      aria-activedescendant={words ? id : undefined}
      onPointerMove={follow}
      onPointerLeave={() => setPlace(undefined)}
      onFocus={(event) =>
        event.currentTarget.matches(':focus-visible') && setPlace((now) => now ?? { row: 0, column: 0 })
      }
      onBlur={() => setPlace(undefined)}
      onKeyDown={move}
    >
      {place && words && (
        <>
          <div
            id={id}
            className={classes.pointed}
            role="option"
            tabIndex={-1}
            aria-selected
            aria-label={speakSample(words)}
            style={{ left: place.column * pitch, top: place.row * pitch, width: tile, height: tile }}
          />
          {/* Beside the whole row, so that neither its name nor its neighbours are covered. */}
          <Tooltip opened label={<Words words={words} />} position="left" w={220} openDelay={0}>
            <span
              key={place.row}
              className={classes.rowName}
              style={{ left: -besideNames, top: place.row * pitch, width: besideNames, height: tile }}
            />
          </Tooltip>
        </>
      )}
    </div>
  );
}

function Words({ words: { title, place, facts } }: { words: SampleWords }) {
  return (
    <div className={classes.words}>
      <div>
        <strong>{title}</strong> · {place}
      </div>
      {facts.map(({ name, words }) => (
        <div key={name}>
          {name}: {words}
        </div>
      ))}
    </div>
  );
}
