// What is typed after the menu was called and before it is there: kept, so that quick fingers lose nothing.

let typed = '';
let end: (() => void) | undefined;

/** Gathers what is typed from now on, until it is taken. */
export function gatherTyping(): void {
  end?.();
  typed = '';
  const onKey = (event: KeyboardEvent): void => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    typed += event.key;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('keydown', onKey, true);
  end = () => window.removeEventListener('keydown', onKey, true);
}

/** What was typed meanwhile; from now on, keys go where the focus is. */
export function takeTyping(): string {
  end?.();
  end = undefined;
  const taken = typed;
  typed = '';
  return taken;
}
