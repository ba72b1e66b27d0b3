// What there is to choose of an exported picture.
import { SegmentedControl, Switch } from '@mantine/core';
import { useId } from 'react';
import { useStore } from '../../store/store';
import { type Choice, colourings, formats, scales } from './choice';
import styles from './Export.module.css';
import { type Part, partsOf } from './subject';

interface Given {
  readonly choice: Choice;
  readonly part: Part;
  readonly modules: boolean;
  readonly onChange: (changed: Partial<Choice>) => void;
  readonly onPart: (part: Part) => void;
}

const colourNames: Readonly<Record<Choice['colours'], string>> = {
  light: 'Light',
  dark: 'Dark',
  grey: 'Black and white',
};
const detailNames: readonly (readonly [Choice['detail'], string])[] = [
  ['shapes', 'Shapes'],
  ['parameters', '+ Parameters'],
  ['costs', '+ Costs'],
];

export function ExportOptions({ choice, part, modules, onChange, onPart }: Given) {
  return (
    <>
      <One
        label="Format"
        options={formats.map((each) => [each, each.toUpperCase()] as const)}
        value={choice.format}
        onChange={(format) => onChange({ format })}
      />
      {choice.format === 'png' && (
        <One
          label="Scale"
          options={scales.map((each) => [String(each), `${each}×`] as const)}
          value={String(choice.scale)}
          onChange={(value) => onChange({ scale: scales.find((each) => String(each) === value) ?? 1 })}
        />
      )}
      <PartChoice part={part} onPart={onPart} />
      <One
        label="Colours"
        options={colourings.map((each) => [each, colourNames[each]] as const)}
        value={choice.colours}
        onChange={(colours) => onChange({ colours })}
      />
      <One
        label="Cards say"
        options={detailNames}
        value={choice.detail}
        onChange={(detail) => onChange({ detail })}
      />
      <div className={styles.switches}>
        <Switch
          size="xs"
          label="Title above"
          checked={choice.titled}
          onChange={(event) => onChange({ titled: event.currentTarget.checked })}
        />
        <Switch
          size="xs"
          label="Transparent background"
          checked={choice.transparent}
          onChange={(event) => onChange({ transparent: event.currentTarget.checked })}
        />
        {modules && (
          <Switch
            size="xs"
            label="Unfold modules"
            description="Arranged anew, without notes and frames"
            checked={choice.unfolded}
            onChange={(event) => onChange({ unfolded: event.currentTarget.checked })}
          />
        )}
      </div>
    </>
  );
}

function PartChoice({ part, onPart }: Pick<Given, 'part' | 'onPart'>) {
  const path = useStore((s) => s.path);
  const selectedNodes = useStore((s) => s.selectedNodes);
  const selectedAnnotations = useStore((s) => s.selectedAnnotations);
  const document = useStore((s) => s.document);
  const parts = partsOf({ document, path, selectedNodes, selectedAnnotations });
  if (parts.length < 2) return null;
  const names: Readonly<Record<Part, string>> = {
    whole: 'Whole drawing',
    module: path.at(-1) ?? 'Module',
    selection: `Selection (${selectedNodes.size + selectedAnnotations.size})`,
  };
  return (
    <One
      label="Part"
      options={parts.map((each) => [each, names[each]] as const)}
      value={part}
      onChange={onPart}
    />
  );
}

interface OneGiven<Value extends string> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function One<Value extends string>({ label, options, value, onChange }: OneGiven<Value>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <span className={styles.label} id={id}>
        {label}
      </span>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby={id}
        data={options.map(([option, name]) => ({ value: option, label: name }))}
        value={value}
        onChange={(chosen) => {
          const found = options.find(([option]) => option === chosen);
          if (found) onChange(found[0]);
        }}
      />
    </div>
  );
}
