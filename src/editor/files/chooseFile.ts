// Asks for files of drawings with the browser's own dialog.
import { openFiles } from './fileActions';

/** One control for the page's life: one that nothing holds may be collected before the user has chosen. */
let input: HTMLInputElement | undefined;
let opensBeside = false;

const choose = (beside: boolean): void => {
  opensBeside = beside;
  input ??= makeInput();
  // The same file chosen again is a change too.
  input.value = '';
  input.click();
};

export const chooseFile = (): void => choose(false);
/** Opens the drawing in a pane beside the others. */
export const chooseFileBeside = (): void => choose(true);

function makeInput(): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'file';
  made.accept = '.json,application/json';
  made.multiple = true;
  made.hidden = true;
  made.setAttribute('aria-label', 'Drawings to open');
  made.addEventListener('change', () => {
    void openFiles([...(made.files ?? [])], opensBeside);
  });
  document.body.append(made);
  return made;
}
