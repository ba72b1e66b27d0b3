// A comparison as a file: the designs whole, each as its own file would hold it, and how they are trained together. Text
// in, a comparison out, or a list of what is wrong with it.
import * as z from 'zod/mini';
import type { Document } from '../graph/document';
import { parseJson } from '../graph/jsonText';
import { type ParseFailure, parseTemplate } from '../graph/parseTemplate';
import { atFile, type Problem } from '../graph/problem';
import { serialise } from '../graph/serialise';
import { textLimits } from '../graph/trainingFields';
import { err, ok, type Result } from '../lib/result';
import { type Comparison, comparisonDefaults, mostDesigns, paces } from './comparison';

export const comparisonFormat = 'convas-comparison';
const currentVersion = 1;

/** Ranges of the settings, for the file and the form alike. */
export const comparisonLimits = { seeds: { min: 1, max: 10 }, insightEvery: { min: 0, max: 1000 } } as const;

const whole = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z
    .int({ error: `expects a whole number from ${min} to ${max}` })
    .check(
      z.gte(min, { error: `expects a whole number from ${min} to ${max}` }),
      z.lte(max, { error: `expects a whole number from ${min} to ${max}` }),
    );
const text = (max: number) =>
  z
    .string({ error: 'expects a text' })
    .check(z.maxLength(max, { error: `expects at most ${max} characters` }));

const frameSchema = z.strictObject({
  format: z.literal(comparisonFormat),
  version: z.literal(currentVersion, { error: 'expects 1: the file was made by a newer version of Convas' }),
  title: z._default(text(textLimits.title), ''),
  watch: z._default(text(textLimits.description), comparisonDefaults.watch),
  pace: z._default(
    z.enum(paces, { error: `expects ${paces.map((pace) => `"${pace}"`).join(' or ')}` }),
    comparisonDefaults.pace,
  ),
  seeds: z._default(whole(comparisonLimits.seeds), comparisonDefaults.seeds),
  insightEvery: z._default(whole(comparisonLimits.insightEvery), comparisonDefaults.insightEvery),
  designs: z
    .array(z.unknown(), { error: 'expects a list of designs, as in [ … ]' })
    .check(
      z.minLength(1, { error: 'expects at least one design' }),
      z.maxLength(mostDesigns, { error: `expects at most ${mostDesigns} designs` }),
    ),
});

/** Whether a text is a comparison's file rather than a single design's, judged by its format alone. */
export function isComparisonFile(text: string): boolean {
  const json = parseJson(text);
  return (
    json.ok &&
    typeof json.value === 'object' &&
    json.value !== null &&
    'format' in json.value &&
    json.value.format === comparisonFormat
  );
}

/** Reads a comparison's file; fails with every fault, each at its path (`designs[1].nodes[3].params.filters`). */
export function parseComparison(text: string): Result<Comparison, ParseFailure> {
  const json = parseJson(text);
  if (!json.ok)
    return fail([
      fault('', `The file is not JSON: ${json.error.reason}. Choose a comparison that Convas saved.`),
    ]);
  const frame = frameSchema.safeParse(json.value);
  if (!frame.success) {
    return fail(
      frame.error.issues.map((issue) => {
        const at = pathText(issue.path);
        const why =
          issue.code === 'unrecognized_keys'
            ? `the format has no ${issue.keys.map((key) => `“${key}”`).join(' or ')}`
            : issue.message;
        return fault(at, `The comparison’s ${at === '' ? 'file' : `“${at}”`} does not fit: ${why}.`);
      }),
    );
  }
  const { format: _, version: __, designs: given, ...settings } = frame.data;
  const designs: Document[] = [];
  const problems: Problem[] = [];
  for (const [i, design] of given.entries()) {
    const parsed = parseTemplate(JSON.stringify(design));
    if (parsed.ok) designs.push(parsed.value);
    else problems.push(...parsed.error.problems.map((problem) => within(`designs[${i}]`, problem)));
  }
  return problems.length > 0 ? fail(problems) : ok({ ...settings, designs });
}

/** The text of a comparison's file, in canonical form. */
export function serialiseComparison({ designs, ...settings }: Comparison): string {
  const { title, watch, pace, seeds, insightEvery } = settings;
  const members = Object.entries({
    format: comparisonFormat,
    version: currentVersion,
    title,
    watch,
    pace,
    seeds,
    insightEvery,
  });
  const lines = members.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  const texts = designs.map((document) => serialise(document).trimEnd().replaceAll('\n', '\n    '));
  return `{\n${lines.join('\n')}\n  "designs": [\n    ${texts.join(',\n    ')}\n  ]\n}\n`;
}

const fail = (problems: readonly Problem[]): Result<Comparison, ParseFailure> => err({ problems });
const fault = (path: string, message: string): Problem => ({
  code: 'bad-structure',
  at: atFile(path),
  message,
});

/** A design's fault, at its place in the comparison's file. */
function within(design: string, problem: Problem): Problem {
  if (problem.at.type !== 'file') return problem;
  const { path } = problem.at;
  return { ...problem, at: atFile(path === '' ? design : `${design}.${path}`) };
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (sum, part) =>
      typeof part === 'number' ? `${sum}[${part}]` : sum === '' ? String(part) : `${sum}.${String(part)}`,
    '',
  );
