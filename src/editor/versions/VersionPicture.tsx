// A version as a picture: the same cards and wires as on the canvas, which nobody can change by looking.
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { type Document, directionOf } from '../../graph/document';
import { designSvg } from '../../interchange/picture/designSvg';
import { levelOf } from '../../store/level';
import styles from './versions.module.css';

/** Pixels of the canvas beyond which a drawing of one row is cut into strips. */
const stripWidth = 1500;

export function VersionPicture({ document, label }: { document: Document; label: string }) {
  const theme = useComputedColorScheme('light');
  const picture = useMemo(() => {
    if (document.graph.nodes.size === 0) return undefined;
    const level = levelOf({ document, path: [] });
    const drawn = designSvg(level, level.shapes, { theme, stripWidth, direction: directionOf(document) });
    return { ...drawn, address: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.svg)}` };
  }, [document, theme]);
  if (!picture) return <p className={styles.blank}>An empty drawing.</p>;
  return (
    <img
      className={styles.picture}
      src={picture.address}
      width={picture.width}
      height={picture.height}
      alt={label}
      draggable={false}
    />
  );
}
