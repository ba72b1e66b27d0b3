// What a run is ordered by: the plan of a design, the training settings and the images, or what is in the way of one.
import { augments, noAugmentation } from '../data/augment';
import type { DataSet } from '../data/dataSet';
import type { TrainingSettings } from '../graph/document';
import { atDocument, type Problem } from '../graph/problem';
import type { Target } from '../layers/contract';
import { err, ok, type Result } from '../lib/result';
import type { Plan } from '../plan/plan';
import type { RunOrder, RunSettings } from '../training/protocol';
import type { RunHead } from '../training/run';
import { dataSetIn } from './dataInUse';
import { planOf, problemsOf } from './judge';
import type { State } from './state';

/** The order to train a design on the data that is loaded; else all that is in the way. */
export function orderOf({
  document,
  data,
}: Pick<State, 'document' | 'data'>): Result<RunOrder, readonly Problem[]> {
  const plan = planOf(document);
  const dataSet = dataSetIn(data);
  const problems = problemsOf(document, data);
  if (data.state === 'loading') return err([...problems, stillLoading]);
  if (!plan.ok || problems.length > 0 || !dataSet) return err(problems.length > 0 ? problems : [noData]);
  return ok<RunOrder>({
    plan: plan.value,
    settings: runSettings(document.training),
    imageShape: dataSet.imageShape,
    classCount: dataSet.classNames.length,
    train: dataSet.train,
    test: dataSet.test,
  });
}

/** The heads of a plan with the names that the data has for what each gives. */
export function runHeads({ heads, steps }: Plan, data: DataSet | undefined): readonly RunHead[] {
  return heads.map(({ step, target, weight, trainingOnly, reads }) => {
    const width = steps.find(({ id }) => id === reads)?.outputShape.at(-1);
    return { id: step, target, weight, trainingOnly, names: data ? namesOf(target, width, data) : [] };
  });
}

function namesOf(target: Target, width: number | undefined, data: DataSet): readonly string[] {
  switch (target) {
    case 'class':
      return data.classNames;
    case 'labels':
      return data.labelNames?.length === width ? (data.labelNames ?? []) : data.classNames;
    case 'values':
      return data.valueNames ?? [];
    case 'pixels':
      return data.maskNames ?? [];
    case 'image':
      return [];
  }
}

const stillLoading: Problem = {
  code: 'no-data',
  at: atDocument,
  message: 'The images are still being loaded: training can start when they are there.',
};

const noData: Problem = {
  code: 'no-data',
  at: atDocument,
  message: 'No images are loaded: choose a data set.',
};

/** The settings without the data set's name, which the worker has no use for. */
export function runSettings({ data: _, ...training }: TrainingSettings): RunSettings {
  const { mirror, shift, rotation, shiftFill, brightness, contrast, cutout, ...settings } = training;
  const augment = { mirror, shift, rotation, shiftFill, brightness, contrast, cutout };
  return augments(augment) ? { ...settings, augment } : settings;
}

/** The way back, for a run's design to be opened with the settings that it was trained with. */
export const trainingOf = (
  { augment = noAugmentation, ...settings }: RunSettings,
  data: string,
): TrainingSettings => ({ ...settings, ...noAugmentation, ...augment, data });
