// How training images are changed at every step: a word of it in the settings form, the controls and some images as the
// network will see them in a panel of their own.
import { Button, Popover, Select, Switch } from '@mantine/core';
import { IconFlipVertical } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { shiftFills, type TrainingSettings } from '../../graph/document';
import { trainingFields as fields } from '../../graph/trainingFields';
import { augmentationWords } from '../../report/augmentationWords';
import { runSettings } from '../../store/runOrder';
import { useStore } from '../../store/store';
import classes from './AugmentSetting.module.css';
import { useAugmentPanel } from './augmentPanel';
import { HelpLabel, NumberSetting } from './NumberSetting';

const Preview = lazy(() => import('./AugmentPreview').then((m) => ({ default: m.AugmentPreview })));

const help =
  'Changes the training images a little, anew at every step, so that a network learns what stays the same. Held-out and test images are never changed.';

export function AugmentSetting({ disabled }: { disabled: boolean }) {
  const open = useAugmentPanel((s) => s.open);
  const words = useStore((s) => augmentationWords(runSettings(s.document.training).augment));
  const set = (next: boolean) => useAugmentPanel.setState({ open: next });
  return (
    <Popover opened={open} onChange={set} position="top-start" width={316} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          className={classes.opener}
          size="compact-xs"
          variant="default"
          disabled={disabled}
          title={help}
          aria-description={help}
          leftSection={<IconFlipVertical size={12} aria-hidden />}
          onClick={() => set(!open)}
        >
          Augment: {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Augment the training images">
        <div className={classes.panel}>
          <Controls />
          <Suspense fallback={null}>
            <Preview />
          </Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Controls() {
  const training = useStore((s) => s.document.training);
  const { setTraining } = useStore.getState();
  return (
    <>
      <Switch
        size="xs"
        label={fields.mirror.label}
        description={fields.mirror.help}
        checked={training.mirror}
        onChange={({ currentTarget: { checked } }) =>
          setTraining(checked ? 'Mirror training images' : 'Mirror no training images', { mirror: checked })
        }
      />
      <div className={classes.pair}>
        <WholeSetting name="shift" suffix=" px" training={training} label="Shift training images" />
        <WholeSetting name="rotation" suffix="°" training={training} label="Rotate training images" />
        <Select
          size="xs"
          label={
            <HelpLabel label={fields.shiftFill.label} help={fields.shiftFill.help.replaceAll('`', '')} />
          }
          data={[
            { value: 'zero', label: 'Zeros (crop)' },
            { value: 'edge', label: 'Edge' },
          ]}
          value={training.shiftFill}
          disabled={training.shift === 0 && training.rotation === 0}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => {
            const shiftFill = shiftFills.find((known) => known === value);
            if (shiftFill) setTraining('Change what comes in at the border', { shiftFill });
          }}
        />
        <WholeSetting
          name="cutout"
          suffix=" px"
          training={training}
          label="Cut squares out of training images"
        />
        <ShareSetting
          name="brightness"
          training={training}
          label="Change the brightness of training images"
        />
        <ShareSetting name="contrast" training={training} label="Change the contrast of training images" />
      </div>
    </>
  );
}

interface SettingProps<Name> {
  readonly name: Name;
  readonly training: TrainingSettings;
  /** The step of history. */
  readonly label: string;
}

function WholeSetting({
  name,
  suffix,
  training,
  label,
}: SettingProps<'shift' | 'rotation' | 'cutout'> & { readonly suffix: string }) {
  const field = fields[name];
  return (
    <NumberSetting
      {...field}
      suffix={suffix}
      value={training[name]}
      onChange={(value) => useStore.getState().setTraining(label, { [name]: value }, name)}
    />
  );
}

function ShareSetting({ name, training, label }: SettingProps<'brightness' | 'contrast'>) {
  const { help: words, label: title } = fields[name];
  return (
    <NumberSetting
      label={title}
      help={words}
      min={0}
      max={100}
      step={5}
      decimals={2}
      suffix=" %"
      value={Number((training[name] * 100).toFixed(4))}
      onChange={(value) =>
        useStore.getState().setTraining(label, { [name]: Number((value / 100).toFixed(6)) }, name)
      }
    />
  );
}
