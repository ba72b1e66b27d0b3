// The training settings of a template file, each checked against its field.
import { type Field, type FieldValue, parseField } from '../layers/fields';
import { defaultTraining, type TrainingSettings } from './document';
import { type Findings, isRecord, report, written } from './findings';
import { dataNameLimit, trainingFields } from './trainingFields';

/** Reads the settings; what is absent, or wrong and reported, takes its default. */
export function readTraining(raw: unknown, findings: Findings): TrainingSettings {
  if (raw === undefined) return defaultTraining;
  if (!isRecord(raw)) {
    report(
      findings,
      'bad-structure',
      'training',
      `expects settings, as in {"epochs": 3}, found ${written(raw)}. Leave them out to take the defaults.`,
    );
    return defaultTraining;
  }
  const names = Object.keys(trainingFields);
  for (const name of Object.keys(raw)) {
    if (Object.hasOwn(trainingFields, name)) continue;
    const short = name.length > 60 ? `${name.slice(0, 57)}…` : name;
    report(
      findings,
      'bad-params',
      `training.${short}`,
      `there is no such setting. The settings are ${names.join(', ')}. Correct the name, or leave it out.`,
    );
  }
  const entries = Object.entries<Field>(trainingFields).map(([name, field]) => [
    name,
    readSetting(raw, name, field, findings),
  ]);
  // The fields are those of TrainingSettings, which their declaration checks.
  return Object.fromEntries(entries) as TrainingSettings;
}

function readSetting(
  raw: Readonly<Record<string, unknown>>,
  name: string,
  field: Field,
  findings: Findings,
): FieldValue {
  if (!Object.hasOwn(raw, name)) return field.default;
  const value = raw[name];
  const parsed = parseField(field, value);
  if (parsed.ok && !(name === 'data' && (parsed.value === '' || String(parsed.value).length > dataNameLimit)))
    return parsed.value;
  const reason = parsed.ok
    ? `expects the name of a data set, 1 to ${dataNameLimit} characters`
    : parsed.error;
  report(
    findings,
    'bad-params',
    `training.${name}`,
    `${reason}. Correct the value, or leave it out to take ${written(field.default)}.`,
  );
  return field.default;
}
