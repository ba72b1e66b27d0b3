// A button that cannot be pressed for a moment, and yet can hold the focus.

/** What it takes as its properties: who has just stopped a run is still at the button when the run ends. */
export const pressable = (can: boolean, press: () => void) => ({
  'aria-disabled': !can,
  'data-disabled': !can || undefined,
  onClick: can ? press : undefined,
});
