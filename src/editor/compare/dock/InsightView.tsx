// What runs through the layers of each design while it trains: gradients and updates, or activations, by depth and batch,
// on one scale.
import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Counterpart } from '../../../charts/flow/flow';
import { GradientFlow } from '../../../charts/flow/GradientFlow';
import { useComparing } from '../../../store/store';
import type { Together } from '../../../store/together';
import { colourIndex } from '../paneColours';
import classes from './TogetherDock.module.css';

const quantities = {
  gradients: [
    { value: 'gradient', label: 'Gradient norm' },
    { value: 'update', label: 'Update ÷ weights' },
  ],
  activations: [
    { value: 'mean', label: 'Mean' },
    { value: 'deviation', label: 'Deviation' },
    { value: 'dead', label: 'Dead units' },
  ],
} as const;
type Quantity = (typeof quantities)[keyof typeof quantities][number]['value'];

export function InsightView({ of }: { of: keyof typeof quantities }) {
  const together = useComparing((s) => s.together);
  const every = useComparing((s) => s.settings.insightEvery);
  const [chosen, setChosen] = useState<Quantity>();
  const choices: readonly { value: Quantity; label: string }[] = quantities[of];
  const quantity = choices.find(({ value }) => value === chosen)?.value ?? choices[0]?.value ?? 'gradient';
  const designs = useMemo(() => (together ? designsOf(together) : []), [together]);
  const counterpart: Counterpart = (from, index, to) => {
    const [one, other] = [from, to].map((id) => designs.find((design) => design.id === id));
    const name = one?.common[of][index];
    return name === undefined ? undefined : other?.common[of].indexOf(name);
  };
  return (
    <div className={classes.view}>
      <GradientFlow
        designs={designs}
        quantity={quantity}
        counterpart={counterpart}
        emptyText={emptyWords(together, every)}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="What is shown of every layer"
            data={[...choices]}
            value={quantity}
            onChange={(value) => setChosen(value as Quantity)}
          />
        }
      />
    </div>
  );
}

function emptyWords(together: Together | undefined, every: number): string {
  if (every === 0) return 'Nothing is recorded: set “Look every” in the settings to 10 batches or so.';
  return together && together.state !== 'ended'
    ? 'The first look into the layers is on its way.'
    : 'What runs through the layers of each design appears here when they train.';
}

/** The latest seed's run of each pane that was looked into; its layers also by the names of the first design. */
function designsOf({ panes }: Together) {
  return panes.flatMap(({ pane, title, names, runs }) => {
    const run = runs.findLast(({ curves }) => curves.insights.length > 0);
    const watched = run && 'progress' in run ? run.progress?.watched : undefined;
    if (!run || !watched) return [];
    const common = (ids: readonly string[]) => ids.map((id) => names[id] ?? id);
    return [
      {
        id: run.id,
        label: `${pane} ${title}`,
        colour: colourIndex(pane),
        watched,
        insights: run.curves.insights,
        common: { gradients: common(watched.weighted), activations: common(watched.active) },
      },
    ];
  });
}
