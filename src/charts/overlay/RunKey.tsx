// The sign of a run in legends and tables: its colour, its dash and its shape of point, as in the picture.
import type { CSSProperties } from 'react';
import classes from './OverlayChart.module.css';
import { markerPath, runColour, runDash, runMarker } from './palette';

/** Both themes' colours as custom properties: the style sheet picks one, so that a change of theme renders nothing anew. */
export const runColours = (colour: number): CSSProperties =>
  ({ '--run-light': runColour(colour, 'light'), '--run-dark': runColour(colour, 'dark') }) as CSSProperties;

export function RunKey({ colour }: { readonly colour: number }) {
  return (
    <svg className={classes.key} style={runColours(colour)} width="24" height="10" aria-hidden="true">
      <path className={classes.keyLine} d="M0 5H24" strokeDasharray={runDash(colour).join(' ')} />
      <path className={classes.keyPoint} d={markerPath(runMarker(colour), 3)} transform="translate(12 5)" />
    </svg>
  );
}
