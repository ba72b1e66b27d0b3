// A figure with an accessible name, so that a screen reader and a test find it by what it means.

/** A group, because a bare span may not carry a name. */
export function NamedFigure({ name, children }: { name: string; children: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this names one figure.
    <span role="group" aria-label={name}>
      {children}
    </span>
  );
}
