// What ran back through the layers while they trained, where it was recorded: gradients by layer and batch for one run
// of each design, and the units that died, where any did.
import { flowSvg } from '../charts/export/flowSvg';
import { type FlowDesign, flowGrid, type Quantity } from '../charts/flow/flow';
import { describeFlow } from '../charts/flow/flowWords';
import { tag, text, words } from './html';
import { colourIndex, type ReportDesign, type ReportRun, runLabels } from './reportInput';

const width = 900;

export function flowSection(runs: readonly ReportRun[], designs: readonly ReportDesign[]): string {
  const looked = lookedInto(runs, designs);
  if (looked.length === 0) return '';
  const dying = looked.some(({ insights }) =>
    insights.some(({ activations }) => activations.some(({ dead }) => dead !== undefined && dead > 0)),
  );
  const of = looked.length < runs.filter(hasLooks).length ? tag('p', {}, text(oneOfEach)) : '';
  return of + figureOf(looked, 'gradient') + (dying ? figureOf(looked, 'dead') : '');
}

const oneOfEach = 'Of designs that were trained several times, the first run is shown.';

const hasLooks = ({ trace }: ReportRun): boolean =>
  trace.watched !== undefined && trace.watched.weighted.length > 0 && trace.insights.length > 0;

/** Of each pane the first run that was looked into. */
function lookedInto(runs: readonly ReportRun[], designs: readonly ReportDesign[]): readonly FlowDesign[] {
  const labels = runLabels(runs);
  const seen = new Set<string>();
  return runs.flatMap((run, i): readonly FlowDesign[] => {
    const { watched, insights } = run.trace;
    if (!watched || !hasLooks(run) || seen.has(run.pane)) return [];
    seen.add(run.pane);
    const colour = colourIndex(run.pane, designs);
    return [{ id: run.record.id, label: labels[i] ?? run.record.title, colour, watched, insights }];
  });
}

function figureOf(looked: readonly FlowDesign[], quantity: Quantity): string {
  const grids = looked.map((design) => flowGrid(design, quantity));
  return tag(
    'figure',
    {},
    flowSvg(looked, { quantity, width }),
    tag('figcaption', {}, words(describeFlow(grids, quantity))),
  );
}
