// A note on the canvas: a card of Markdown that is written in place.
import type { NodeProps } from '@xyflow/react';
import { memo, useCallback, useEffect, useRef } from 'react';
import { classNames } from '../classNames';
import type { NoteFlowNode } from './annotationFlow';
import { colourOfAnnotation } from './colours';
import { makeLegible } from './letters';
import { Markdown } from './Markdown';
import styles from './notes.module.css';
import { Resizer } from './Resizer';
import { TextEditor } from './TextEditor';
import { useWriting } from './useWriting';

export const NoteNode = memo(function NoteNode({ data: { annotation }, selected }: NodeProps<NoteFlowNode>) {
  const writing = useWriting(annotation.id);
  const body = useRef<HTMLDivElement>(null);
  const { grow } = writing;
  const onDrawn = useCallback(
    (text: HTMLElement) => {
      if (body.current) makeLegible(body.current, text);
      grow(text);
    },
    [grow],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a note of another size has other room.
  useEffect(() => {
    const text = body.current?.firstElementChild;
    if (body.current && text instanceof HTMLElement) makeLegible(body.current, text);
  }, [annotation.width, annotation.height]);
  return (
    <div
      className={classNames(styles.note, selected && styles.selected, writing.active && styles.writing)}
      style={{ '--note': colourOfAnnotation(annotation.colour) } as React.CSSProperties}
      data-annotation={annotation.id}
      data-colour={annotation.colour}
    >
      <Resizer annotation={annotation} shown={selected && !writing.active} />
      {writing.active ? (
        <TextEditor
          label="Text of the note"
          text={annotation.text}
          placeholder="Write in Markdown, with formulas as in $y = F(x) + x$"
          focused
          onChange={(text) => writing.write({ text })}
          onLeave={writing.leave}
        />
      ) : annotation.text.trim() === '' ? (
        <p className={styles.nothing}>Empty note: double-click or press Enter to write.</p>
      ) : (
        <div ref={body} className={classNames(styles.body, selected && 'nowheel')}>
          <Markdown text={annotation.text} onDrawn={onDrawn} onTick={writing.tick} />
        </div>
      )}
    </div>
  );
});
