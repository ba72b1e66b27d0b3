// The networks that come with the app, read from `templates/` when it is built.

import inceptionNaive from '../../templates/inception-3a-naive.json?raw';
import inceptionReduced from '../../templates/inception-3a-reduced.json?raw';
import lenet5 from '../../templates/lenet-5.json?raw';
import miniInception from '../../templates/mini-inception.json?raw';
import smallPlain from '../../templates/small-plain.json?raw';
import smallResidual from '../../templates/small-residual.json?raw';
import type { Document } from '../graph/document';
import { parseTemplate } from '../graph/parseTemplate';

export interface Template {
  /** The file's name without its ending. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

/** In the menu's order. */
export const templates: readonly Template[] = [
  template('lenet-5', lenet5),
  template('mini-inception', miniInception),
  template('inception-3a-naive', inceptionNaive),
  template('inception-3a-reduced', inceptionReduced),
  template('small-plain', smallPlain),
  template('small-residual', smallResidual),
];

function template(id: string, text: string): Template {
  const { title, description } = read(text);
  return { id, title, description, text };
}

function read(text: string): Document {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(`A template of ours does not parse: ${parsed.error.problems[0]?.message}`);
  return parsed.value;
}

/** What a first start shows. A new object each time, as for any document that is opened. */
export const welcomeDocument = (): Document => read(miniInception);
