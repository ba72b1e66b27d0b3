// Test images as a network was given them, as it gave them back, and as they should be: one column an image.
import { memo, useEffect, useRef } from 'react';
import type { Picture, TestPictures } from '../training/protocol';
import classes from './Pictures.module.css';
import { classColour, rgbaOf } from './rgba';

export interface PicturesProps {
  readonly pictures: TestPictures;
  /** Names of the classes of pixels, for the legend; the first is the background. */
  readonly names: readonly string[];
  readonly size?: 'compact' | 'large';
}

const rows = [
  { part: 'given', word: 'given' },
  { part: 'output', word: 'output' },
  { part: 'target', word: 'target' },
] as const;

export const Pictures = memo(function Pictures({ pictures, names, size = 'compact' }: PicturesProps) {
  const ofClasses = pictures.target === 'pixels';
  const shown = rows.filter(({ part }) => pictures.rows.some((row) => row[part] !== undefined));
  return (
    <div className={classes.pictures} data-size={size}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard. */}
      <section className={classes.scroll} tabIndex={0} aria-label={`Test images at “${pictures.head}”`}>
        <table className={classes.table}>
          <tbody>
            {shown.map(({ part, word }) => (
              <tr key={part}>
                <th scope="row">{word}</th>
                {pictures.rows.map((row, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the images have no other name, and never move.
                  <td key={i}>
                    {row[part] && (
                      <Image
                        picture={row[part]}
                        classes={ofClasses && part !== 'given'}
                        label={`image ${i + 1}, ${word}`}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {ofClasses && <Legend names={names} pictures={pictures} />}
    </div>
  );
});

function Image({
  picture,
  classes: ofClasses,
  label,
}: {
  picture: Picture;
  classes: boolean;
  label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width] = picture.shape;
  useEffect(() => {
    const image = new ImageData(rgbaOf(picture, ofClasses), width, height);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [picture, ofClasses, width, height]);
  return (
    <canvas
      ref={canvas}
      className={classes.image}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}

/** The classes that occur in these pictures, in their order. */
function Legend({ names, pictures }: Pick<PicturesProps, 'names' | 'pictures'>) {
  const seen = new Set(pictures.rows.flatMap(({ output, target }) => [...output.bytes, ...target.bytes]));
  return (
    <ul className={classes.legend} aria-label="Classes of pixels">
      {[...seen]
        .sort((a, b) => a - b)
        .map((c) => (
          <li key={c}>
            <span className={classes.key} style={{ background: classColour(c) }} />
            {names[c] ?? `class ${c}`}
          </li>
        ))}
    </ul>
  );
}
