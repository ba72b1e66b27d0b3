// A frame on the canvas: a titled rectangle behind the nodes that it is about. It is taken by its title.
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '../classNames';
import type { FrameFlowNode } from './annotationFlow';
import { colourOfAnnotation } from './colours';
import { Markdown } from './Markdown';
import styles from './notes.module.css';
import { Resizer } from './Resizer';
import { TextEditor } from './TextEditor';
import { useWriting } from './useWriting';

export const FrameNode = memo(function FrameNode({
  data: { annotation },
  selected,
}: NodeProps<FrameFlowNode>) {
  const writing = useWriting(annotation.id);
  const title = annotation.type === 'frame' ? annotation.title : '';
  return (
    <div
      className={classNames(styles.frame, selected && styles.selected, writing.active && styles.writing)}
      style={{ '--note': colourOfAnnotation(annotation.colour) } as React.CSSProperties}
      data-annotation={annotation.id}
      data-colour={annotation.colour}
    >
      <Resizer annotation={annotation} shown={selected && !writing.active} />
      {writing.active ? (
        <div className={classNames(styles.frameForm, 'nodrag', 'nopan')}>
          <input
            // biome-ignore lint/a11y/noAutofocus: writing was asked for, here and now.
            autoFocus
            className={styles.titleInput}
            aria-label="Title of the frame"
            placeholder="Title"
            maxLength={200}
            value={title}
            onChange={(event) => writing.write({ title: event.currentTarget.value })}
            onBlur={writing.leaveUnlessWithin}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === 'Escape') writing.leave(event);
            }}
          />
          <TextEditor
            label="Text of the frame"
            text={annotation.text}
            placeholder="Text below the title, in Markdown"
            onChange={(text) => writing.write({ text })}
            onLeave={writing.leave}
            onBlur={writing.leaveUnlessWithin}
          />
        </div>
      ) : (
        <div className={styles.handle}>
          <div className={classNames(styles.frameTitle, title === '' && styles.untitled)}>
            {title === '' ? 'Frame' : title}
          </div>
          {annotation.text.trim() !== '' && <Markdown text={annotation.text} onTick={writing.tick} />}
        </div>
      )}
    </div>
  );
});
