// The sheet that is printed, as an element of the page that only printers see.
import { directionOf } from '../../graph/document';
import { designSvg } from '../../interchange/picture/designSvg';
import { formatBytes, formatCount } from '../../lib/format';
import type { MeasuredTotals } from '../../plan/measures';
import { definitionAt } from '../../store/level';
import { measuredOf } from '../../store/measured';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';
import { subjectOf } from './subject';

/** A drawing of one row that is wider is cut into strips: about the widest that can still be read on a page. */
const stripWidth = 1450;
/** Figures this much wider than high are printed across. */
const across = 1.25;

/** Puts the sheet of what is shown into the page; the answer takes it out again. */
export function printSheet(): () => void {
  const state = useStore.getState();
  const sheet = document.createElement('div');
  sheet.id = 'print-sheet';
  const { picture, name } = figureOf(state);
  const page = document.createElement('style');
  page.textContent = `@page{margin:14mm;size:${picture.width > across * picture.height ? 'landscape' : 'portrait'}}`;
  const figure = document.createElement('figure');
  // Our own markup, with everything that the user wrote escaped.
  figure.innerHTML = picture.svg;
  sheet.append(page, withText('h1', name));
  if (state.document.description !== '') sheet.append(withText('p', state.document.description));
  sheet.append(figure, withText('p', totalsOf(state), 'totals'));
  document.body.append(sheet);
  // Browsers offer the page's title as the name of a PDF.
  const { title } = document;
  document.title = name;
  return () => {
    sheet.remove();
    document.title = title;
  };
}

function figureOf(state: State) {
  const { document: drawn, path } = state;
  const module = definitionAt(drawn.graph, path);
  const subject = subjectOf(state, module ? 'module' : 'whole');
  const picture = designSvg(subject.drawing, subject.shapes, {
    theme: 'light',
    direction: directionOf(drawn),
    label: drawn.title,
    stripWidth,
    margin: 2,
  });
  return { picture, name: module ? `${drawn.title}: ${path.join(' / ')}` : drawn.title };
}

function withText(tag: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
}

/** What the whole drawing costs, whatever part of it is printed. */
const totalsOf = ({ document: { graph } }: State): string =>
  writeTotals(measuredOf(graph, 1).measures.totals);

export const writeTotals = ({ trainable, frozen, macs, activationBytes, depth }: MeasuredTotals): string =>
  [
    `${formatCount(trainable)} trainable weights`,
    ...(frozen > 0 ? [`${formatCount(frozen)} frozen`] : []),
    `${formatCount(macs)} MACs and ${formatBytes(activationBytes)} of activations for one image`,
    `depth ${depth}`,
  ].join('; ');
