// What Tab stops at within a part of the window, for what leads the focus from part to part and for what keeps it.

/** A card that is selected comes first, then any card, for wires come before them. */
export function stopsIn(part: Element): readonly HTMLElement[] {
  const of = (selector: string) =>
    [...part.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
    );
  return [
    ...of('.react-flow__node.selected'),
    ...of('.react-flow__node'),
    ...of('button, input, select, textarea, a[href], [tabindex]'),
  ];
}
