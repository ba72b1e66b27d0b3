// The picture that would be saved, whole or at its own size; squares show through where it is transparent.
import { Loader, SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Picture } from '../../interchange/picture/designSvg';
import { classNames } from '../classNames';
import type { Choice } from './choice';
import styles from './Export.module.css';

interface Given {
  readonly picture: Picture | undefined;
  readonly choice: Choice;
  readonly failed: string | undefined;
}

export function Preview({ picture, choice, failed }: Given) {
  const [zoom, setZoom] = useState('fit');
  const url = usePictureUrl(picture);
  const { colours, transparent } = choice;
  return (
    <section className={styles.preview} aria-label="Preview">
      {/* What scrolls must be reached by the arrow keys too. */}
      <div className={styles.scroll} data-zoom-to={zoom} {...(zoom === 'own' ? { tabIndex: 0 } : {})}>
        {picture && url ? (
          <img
            className={classNames(
              styles.picture,
              transparent && (colours === 'dark' ? styles.darkSquares : styles.squares),
            )}
            src={url}
            width={picture.width}
            height={picture.height}
            alt="The drawing as it will be saved"
          />
        ) : (
          failed === undefined && <Loader size="sm" aria-label="Drawing the picture" />
        )}
      </div>
      <SegmentedControl
        className={styles.zoom ?? ''}
        size="xs"
        aria-label="Size of the preview"
        data={[
          { value: 'fit', label: 'Fit' },
          { value: 'own', label: '100 %' },
        ]}
        value={zoom}
        onChange={setZoom}
      />
    </section>
  );
}

function usePictureUrl(picture: Picture | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!picture) {
      setUrl(undefined);
      return;
    }
    const made = URL.createObjectURL(new Blob([picture.svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return url;
}
