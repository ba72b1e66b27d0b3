// A template's drawing in small, made when it first comes into sight.
import { useEffect, useRef, useState } from 'react';
import type { Document } from '../../graph/document';
import { colourOf } from '../groups';
import { colourOfAnnotation } from '../notes/colours';
import { thumbnailOf, thumbnailSize } from './drawThumbnail';
import styles from './Gallery.module.css';

const { width, height } = thumbnailSize;

export function Thumbnail({ document }: { document: Document }) {
  const [seen, ref] = useSeen();
  return (
    <svg ref={ref} className={styles.thumbnail} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {seen && <Paths document={document} />}
    </svg>
  );
}

function Paths({ document }: { document: Document }) {
  const { wires, cards, stacks, frames } = thumbnailOf(document);
  return (
    <>
      {frames.map(({ colour, path }) => (
        <path
          key={path}
          d={path}
          fill={colourOfAnnotation(colour)}
          stroke={colourOfAnnotation(colour)}
          fillOpacity={0.1}
          strokeOpacity={0.4}
        />
      ))}
      <path className={styles.wires} d={wires} />
      <path className={styles.stacks} d={stacks} />
      {cards.map(({ group, path }) => (
        <path key={group} d={path} fill={colourOf(group)} />
      ))}
    </>
  );
}

/** True once the element has come near the part of the page that is seen. */
function useSeen(): [boolean, React.RefObject<SVGSVGElement | null>] {
  const ref = useRef<SVGSVGElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);
  return [seen, ref];
}
