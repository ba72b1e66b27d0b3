// The selected note or frame: its text, and its colour by name.
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconFrame, IconNote, IconPencil } from '@tabler/icons-react';
import { type Annotation, annotationColours, annotationLimits } from '../../graph/annotations';
import { usePaneStore } from '../../store/store';
import { DeleteButton } from '../inspector/DeleteButton';
import inspector from '../inspector/Inspector.module.css';
import { Section } from '../inspector/Section';
import { colourNames, colourOfAnnotation } from './colours';
import { startEditing } from './editing';
import { nameOfAnnotations } from './nameOf';
import { changeAnnotation, writeAnnotation } from './noteCommands';
import styles from './notes.module.css';

export function AnnotationInspector({ annotation }: { annotation: Annotation }) {
  const store = usePaneStore();
  const { id, type, text } = annotation;
  const Icon = type === 'note' ? IconNote : IconFrame;
  return (
    <>
      <header className={inspector.head}>
        <div className={inspector.kind} style={{ color: colourOfAnnotation(annotation.colour) }}>
          <Icon size={15} stroke={1.9} aria-hidden />
          {type === 'note' ? 'Note' : 'Frame'}
        </div>
        <p className={inspector.doc}>
          {type === 'note'
            ? 'A card of text on the drawing. It changes nothing of the network.'
            : 'A titled rectangle behind what it is about. Dragged by its title, it takes along the nodes within; with Alt it moves alone.'}
        </p>
      </header>
      {annotation.type === 'frame' && (
        <TextInput
          size="xs"
          label="Title"
          maxLength={annotationLimits.title}
          value={annotation.title}
          onChange={(event) => writeAnnotation(store, id, { title: event.currentTarget.value })}
        />
      )}
      <Textarea
        size="xs"
        label="Text"
        description="Markdown: # heading, **bold**, - list, - [ ] to do, `code`, [link](https://…); formulas in $…$."
        autosize
        minRows={4}
        maxRows={16}
        maxLength={annotationLimits.text}
        value={text}
        onChange={(event) => writeAnnotation(store, id, { text: event.currentTarget.value })}
      />
      <Section title="Colour">
        <fieldset className={styles.colours} aria-label="Colour">
          {annotationColours.map((colour) => (
            <label key={colour} className={styles.colour}>
              <input
                type="radio"
                name={`colour-${id}`}
                checked={annotation.colour === colour}
                onChange={() =>
                  changeAnnotation(store, id, `Colour ${nameOfAnnotations([id])} ${colour}`, { colour })
                }
              />
              <span
                className={styles.swatch}
                style={{ background: colourOfAnnotation(colour) }}
                aria-hidden="true"
              />
              {colourNames[colour]}
            </label>
          ))}
        </fieldset>
      </Section>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPencil size={14} aria-hidden />}
        onClick={() => startEditing(store, id)}
      >
        Write on the canvas
      </Button>
      <DeleteButton what={type} />
    </>
  );
}
