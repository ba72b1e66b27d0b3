// How a difference is marked in a picture: by a colour and a sign, and by a word for those who read it aloud.
import type { Palette } from './palette';

export type DiffState = 'same' | 'changed' | 'added' | 'removed';

export interface Mark {
  readonly word: 'changed' | 'added' | 'removed';
  readonly sign: string;
  readonly colour: string;
  readonly soft: string;
  /** What the sign is drawn in. */
  readonly paper: string;
}

/** The mark of a state; what is the same has none. */
export function markOf(state: DiffState | undefined, palette: Palette): Mark | undefined {
  const { paper } = palette;
  switch (state) {
    case undefined:
    case 'same':
      return undefined;
    case 'changed':
      return { word: 'changed', sign: '~', colour: palette.warn, soft: palette.warnSoft, paper };
    case 'added':
      return { word: 'added', sign: '+', colour: palette.ok, soft: palette.okSoft, paper };
    case 'removed':
      return { word: 'removed', sign: '−', colour: palette.bad, soft: palette.badSoft, paper };
  }
}
