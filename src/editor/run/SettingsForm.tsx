// The training settings, all in sight at once. Every change is a step of the document's history; ranges and help come
// from the fields that the file's validation reads too.
import { Select, Text } from '@mantine/core';
import { memo } from 'react';
import { optimizerNames, optimizers } from '../../graph/document';
import { trainingFields as fields } from '../../graph/trainingFields';
import { formatCount } from '../../lib/format';
import { useBusy } from '../../store/busy';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';
import { backendNames } from '../../training/failures';
import { backends } from '../../training/protocol';
import { useDataOptions } from '../data/useDataOptions';
import { RefusalScope, useRefusal } from '../refusal';
import { AugmentSetting } from './AugmentSetting';
import { HelpLabel, NumberSetting, RateSetting } from './NumberSetting';
import classes from './RunDock.module.css';
import { progressOf } from './runWords';
import { useWantedSetting } from './useWantedSetting';

const optimizerOptions = optimizers.map((value) => ({ value, label: optimizerNames[value] }));
const backendOptions = [
  { value: 'auto', label: 'Automatic' },
  ...backends.map((value) => ({ value, label: backendNames[value] })),
] as const;

const ranged = (
  field: { help: string; min: number; max: number; unit?: string },
  percent = false,
): string => {
  const write = (value: number) =>
    percent ? `${value * 100} %` : value < 0.001 && value > 0 ? String(value) : formatCount(value);
  return `${field.help.replaceAll('`', '')} From ${write(field.min)} to ${write(field.max)}${field.unit ? ` ${field.unit}` : ''}.`;
};

/** Of the design that is shown then, which need not be the one that was drawn. */
const setTraining: State['setTraining'] = (...given) => useStore.getState().setTraining(...given);

export const SettingsForm = memo(function SettingsForm() {
  const busy = useBusy();
  const form = useWantedSetting();
  return (
    <RefusalScope>
      <form
        ref={form}
        className={classes.settings}
        aria-label="Training settings"
        // While nothing in it can be changed, it is still scrolled by keyboard.
        tabIndex={busy ? 0 : undefined}
        onSubmit={(event) => event.preventDefault()}
      >
        <fieldset className={classes.fields} disabled={busy}>
          <legend className={classes.hidden}>Training settings</legend>
          <Fields />
        </fieldset>
        <div className={classes.foot}>
          <AugmentSetting disabled={busy} />
          <Word busy={busy} />
        </div>
      </form>
    </RefusalScope>
  );
});

/** The fieldset around them switches them off, so that the start and the end of a run leave them as they are. */
const Fields = memo(function Fields() {
  return (
    <>
      <DataSetting />
      <Choices />
      <Numbers />
      <BackendSetting />
    </>
  );
});

function DataSetting() {
  const value = useStore((s) => s.document.training.data);
  const options = useDataOptions();
  return (
    <Select
      size="xs"
      label={
        <HelpLabel
          label="Data set"
          help="The images to learn from. The Data tab shows them and loads your own files."
        />
      }
      data={options}
      value={value}
      allowDeselect={false}
      onChange={(id) => id && useStore.getState().chooseData(id)}
    />
  );
}

function Choices() {
  const optimizer = useStore((s) => s.document.training.optimizer);
  const rate = useStore((s) => s.document.training.learningRate);
  return (
    <>
      <Select
        size="xs"
        label={<HelpLabel label="Optimizer" help={fields.optimizer.help.replaceAll('`', '')} />}
        data={optimizerOptions}
        value={optimizer}
        allowDeselect={false}
        onChange={(value) => {
          const chosen = optimizers.find((known) => known === value);
          if (chosen) setTraining(`Train with ${optimizerNames[chosen]}`, { optimizer: chosen });
        }}
      />
      <RateSetting
        {...fields.learningRate}
        help={ranged(fields.learningRate)}
        value={rate}
        onChange={(learningRate) => setTraining('Change the learning rate', { learningRate }, 'learningRate')}
      />
    </>
  );
}

function Numbers() {
  const { batchSize, epochs, trainingImages, heldOut, seed } = useStore((s) => s.document.training);
  const available = useStore((s) => ('dataSet' in s.data ? s.data.dataSet?.train.count : undefined));
  const all = available === undefined ? 'all' : `all ${formatCount(available)}`;
  return (
    <>
      <NumberSetting
        {...fields.batchSize}
        help={ranged(fields.batchSize)}
        value={batchSize}
        onChange={(value) => setTraining('Change the batch size', { batchSize: value }, 'batchSize')}
      />
      <NumberSetting
        {...fields.epochs}
        help={ranged(fields.epochs)}
        value={epochs}
        onChange={(value) => setTraining('Change the epochs', { epochs: value }, 'epochs')}
      />
      <NumberSetting
        {...fields.trainingImages}
        help="How many of the training images are used, from the first on. Leave it empty for all."
        step={1000}
        emptyText={all}
        emptyValue={0}
        value={trainingImages}
        onChange={(value) =>
          setTraining('Change the training images', { trainingImages: value }, 'trainingImages')
        }
      />
      <NumberSetting
        label={fields.heldOut.label}
        help={ranged(fields.heldOut, true)}
        min={0}
        max={50}
        step={5}
        decimals={2}
        suffix=" %"
        value={Number((heldOut * 100).toFixed(4))}
        onChange={(value) =>
          setTraining('Change the held-out share', { heldOut: Number((value / 100).toFixed(6)) }, 'heldOut')
        }
      />
      <NumberSetting
        {...fields.seed}
        help={ranged(fields.seed)}
        value={seed}
        onChange={(value) => setTraining('Change the seed', { seed: value }, 'seed')}
      />
    </>
  );
}

function BackendSetting() {
  const value = useStore((s) => s.document.training.backend);
  return (
    <Select
      size="xs"
      label={<HelpLabel label="Backend" help={fields.backend.help.replace('`auto`', 'Automatic')} />}
      data={backendOptions}
      value={value}
      allowDeselect={false}
      comboboxProps={{ position: 'top-start' }}
      onChange={(chosen) => {
        const option = backendOptions.find((known) => known.value === chosen);
        if (option) setTraining(`Train on ${option.label}`, { backend: option.value });
      }}
    />
  );
}

/** Why what was typed is not taken, else why the controls are off, and which backend the last run got and why that one. */
function Word({ busy }: { busy: boolean }) {
  const backend = useStore((s) => progressOf(s.run)?.reason);
  const words = [
    ...(busy ? ['Settings are fixed while a run is on.'] : []),
    ...(backend ? [backend] : []),
  ].join(' ');
  const refused = useRefusal();
  return (
    <>
      <p className={classes.refusal} role="alert" hidden={refused === undefined}>
        {refused}
      </p>
      <Text className={classes.word} title={words} hidden={refused !== undefined}>
        {words}
      </Text>
    </>
  );
}
