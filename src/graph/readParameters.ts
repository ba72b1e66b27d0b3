// The parameters that a module declares in a template file. One whose name is wrong is left out; a wrong range or
// default is mended, so that what follows the parameter still can.

import { parameterNamePattern } from './expressions';
import { type Findings, isRecord, report, written } from './findings';
import type { ModuleParameter } from './graph';
import { reportIssues } from './readFrame';
import { limits, parameterSchema } from './templateFrame';

export function readParameters(
  raw: readonly unknown[],
  path: string,
  findings: Findings,
): readonly ModuleParameter[] {
  const parameters = new Map<string, ModuleParameter>();
  for (const [index, entry] of raw.slice(0, limits.parameters).entries()) {
    const parameter = readParameter(entry, `${path}[${index}]`, parameters, findings);
    if (parameter) parameters.set(parameter.name, parameter);
  }
  return [...parameters.values()];
}

function readParameter(
  entry: unknown,
  path: string,
  taken: ReadonlyMap<string, ModuleParameter>,
  findings: Findings,
): ModuleParameter | undefined {
  const frame = parameterSchema.safeParse(entry);
  if (!frame.success) {
    if (isRecord(entry)) reportIssues(findings, frame.error.issues, path, entry);
    else
      report(
        findings,
        'bad-structure',
        path,
        `expects a parameter, as in {"name": "width", "type": "int", "default": 64, "min": 1, "max": 512}, found ${written(entry)}. Correct it, or leave it out.`,
      );
    return undefined;
  }
  const fault = parameterFault(frame.data, taken);
  if (!fault) return frame.data;
  report(findings, 'bad-params', `${path}.${fault.member}`, `${fault.reason}.`);
  return fault.member === 'name' ? undefined : mended(frame.data);
}

/** What is wrong with a parameter's name, range or default: which of them, and a sentence without its end. */
export function parameterFault(
  { name, type, min, max, default: value }: ModuleParameter,
  taken: ReadonlyMap<string, unknown>,
): { readonly member: 'name' | 'min' | 'max' | 'default'; readonly reason: string } | undefined {
  if (!parameterNamePattern.test(name) || name === 'module') {
    return {
      member: 'name',
      reason: `${written(name)} cannot be a parameter’s name. Use a letter, then up to 31 letters and digits, and not “module”`,
    };
  }
  if (taken.has(name)) {
    return {
      member: 'name',
      reason: `another parameter is named “${name}” too. Give each a name of its own`,
    };
  }
  const whole = (number: number) => type === 'number' || Number.isSafeInteger(number);
  for (const [member, number] of [
    ['min', min],
    ['max', max],
    ['default', value],
  ] as const) {
    if (!Number.isFinite(number) || !whole(number))
      return {
        member,
        reason: `“${name}” expects a whole number, found ${written(number)}. Correct the value`,
      };
  }
  if (min > max)
    return { member: 'max', reason: `the range of “${name}” is empty: ${min} to ${max}. Correct it` };
  return value >= min && value <= max
    ? undefined
    : {
        member: 'default',
        reason: `the default of “${name}”, ${value}, is not within ${min} to ${max}. Correct it`,
      };
}

function mended(parameter: ModuleParameter): ModuleParameter {
  const number = (value: number) => (parameter.type === 'int' ? Math.trunc(value) : value);
  const inside = (value: number) =>
    Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, value));
  const ends = [parameter.min, parameter.max].map((value) => number(inside(value)) + 0);
  const [min, max] = [Math.min(...ends), Math.max(...ends)];
  const value = Math.min(max, Math.max(min, number(inside(parameter.default)))) + 0;
  return { ...parameter, min, max, default: value };
}
