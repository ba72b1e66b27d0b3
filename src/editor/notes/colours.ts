// The colours of notes and frames, with the names that stand beside them wherever they are chosen.
import type { AnnotationColour } from '../../graph/annotations';

export const colourNames: Readonly<Record<AnnotationColour, string>> = {
  grey: 'Grey',
  blue: 'Blue',
  green: 'Green',
  amber: 'Amber',
  pink: 'Pink',
  violet: 'Violet',
};

/** A CSS colour, for light and dark. */
export const colourOfAnnotation = (colour: AnnotationColour): string => `var(--cv-note-${colour})`;
