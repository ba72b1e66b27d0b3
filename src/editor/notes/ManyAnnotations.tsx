// Several notes and frames at once: line them up, delete them.
import type { Annotation } from '../../graph/annotations';
import { DeleteButton } from '../inspector/DeleteButton';
import inspector from '../inspector/Inspector.module.css';
import { AlignButtons } from '../inspector/ManyButtons';
import { annotationsInWords, describeAnnotation } from './nameOf';

export function ManyAnnotations({ all }: { all: readonly Annotation[] }) {
  const words = annotationsInWords(all);
  return (
    <>
      <header className={inspector.head}>
        <h2 className={inspector.heading}>{words}</h2>
        <p className={inspector.doc}>{all.map(describeAnnotation).join('; ')}</p>
      </header>
      <AlignButtons />
      <DeleteButton what={words} />
    </>
  );
}
