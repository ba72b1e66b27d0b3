// The settings of training together: those of the first design, which hold for all, and how the runs go beside each other.
import { Select } from '@mantine/core';
import { paces } from '../../../compare/comparison';
import { comparisonLimits } from '../../../compare/comparisonFile';
import { useBusy } from '../../../store/busy';
import { comparing, useComparing } from '../../../store/store';
import { RefusalScope } from '../../refusal';
import { HelpLabel, NumberSetting } from '../../run/NumberSetting';
import { SettingsForm } from '../../run/SettingsForm';
import classes from './TogetherDock.module.css';

const paceLabels = { lockstep: 'Lockstep', inTurn: 'In turn' } as const;

export function CompareSettings() {
  return (
    // The settings are the first design's, so that undo takes their changes back.
    <div className={classes.settings} onFocusCapture={() => comparing.getState().activate('A')}>
      <Together />
      <SettingsForm />
    </div>
  );
}

function Together() {
  const busy = useBusy();
  const { pace, seeds, insightEvery } = useComparing((s) => s.settings);
  const { setSettings } = comparing.getState();
  return (
    <RefusalScope>
      <fieldset className={classes.together} disabled={busy} aria-label="Settings of training together">
        <Select
          size="xs"
          label={
            <HelpLabel
              label="Pace"
              help="In lockstep, no design begins a batch before all have begun the one before, so that their curves can be compared at every moment; on several cores they train side by side. In turn, each trains alone at full speed."
            />
          }
          data={paces.map((value) => ({ value, label: paceLabels[value] }))}
          value={pace}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = paces.find((known) => known === value);
            if (chosen) setSettings({ pace: chosen });
          }}
        />
        <NumberSetting
          label="Seeds"
          help="How many times all designs are trained, each time with the next seed: the spread is drawn as a band. From 1 to 10."
          {...comparisonLimits.seeds}
          step={1}
          value={seeds}
          onChange={(value) => setSettings({ seeds: value })}
        />
        <NumberSetting
          label="Look every"
          help="Batches between two looks at gradients and activations of every layer; 0 looks never. From 0 to 1,000."
          {...comparisonLimits.insightEvery}
          step={5}
          value={insightEvery}
          onChange={(value) => setSettings({ insightEvery: value })}
        />
      </fieldset>
    </RefusalScope>
  );
}
