// What is typed after the menu was called and before it is there: kept, so that quick fingers lose nothing.

let typed = '';
let end: (() => void) | undefined;

/** Gathers what is typed from now on, until it is taken. */
export function gatherTyping(): void {
  end?.();
  typed = '';
  const onKey = (event: KeyboardEvent): void => {
    if (!gatherKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('keydown', onKey, true);
  end = () => window.removeEventListener('keydown', onKey, true);
}

/** Whether the key belongs to what is being gathered: also one that was pressed earlier still. */
export function gatherKey(event: KeyboardEvent): boolean {
  if (!end || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
  typed += event.key;
  return true;
}

/** What was typed meanwhile; from now on, keys go where the focus is. */
export function takeTyping(): string {
  end?.();
  end = undefined;
  const taken = typed;
  typed = '';
  return taken;
}
