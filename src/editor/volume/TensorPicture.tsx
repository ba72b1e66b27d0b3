// The tensor that a layer hands on, drawn as a box or a bar on the drawing's scale.
import { createContext, memo, useContext } from 'react';
import { tensorVolume, type VolumeScale, volumeScale } from '../../interchange/picture/tensorVolume';
import type { Shape } from '../../layers/contract';
import type { Shapes } from '../../shapes/nodeShape';

/** The drawing's scale; a canvas gives it to its cards. */
export const ScaleContext = createContext<VolumeScale>({ side: 1, channels: 1, values: 1 });

/** Gives the scale of the shapes shown; the same object until it changes, so that an edit draws no other card anew. */
export function makeScaler(): (shapes: Shapes) => VolumeScale {
  let before: VolumeScale | undefined;
  return (shapes) => {
    const found = volumeScale([...shapes.values()].map((shape) => (shape.state === 'ok' ? shape.shape : [])));
    const same =
      before?.side === found.side && before.channels === found.channels && before.values === found.values;
    if (!before || !same) before = found;
    return before;
  };
}

const written = (corners: readonly (readonly [number, number])[]): string =>
  corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

export const TensorPicture = memo(function TensorPicture({ shape }: { shape: Shape }) {
  const volume = tensorVolume(shape, useContext(ScaleContext));
  if (!volume) return null;
  const { width, height } = volume;
  return (
    <svg
      width={width + 2}
      height={height + 2}
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      data-volume={volume.form}
      fill="currentColor"
      stroke="currentColor"
      strokeWidth={0.75}
      strokeLinejoin="round"
      aria-hidden
    >
      {volume.form === 'bar' ? (
        <rect width={width} height={height} rx={1} fillOpacity={0.3} />
      ) : (
        <>
          <polygon points={written(volume.top)} fillOpacity={0.12} />
          <polygon points={written(volume.end)} fillOpacity={0.5} />
          <polygon points={written(volume.face)} fillOpacity={0.28} />
        </>
      )}
    </svg>
  );
});
