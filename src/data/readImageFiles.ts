// The door for a user's own files: unpacks and recognises each, joins them, and answers with a whole data set or
// with everything that is wrong.
import { formatCount } from '../lib/format';
import { err, ok, type Result } from '../lib/result';
import { type CifarNames, type CifarRecords, parseCifar, parseClassList } from './cifar';
import { type DataProblem, type DataSet, maxDataBytes, type OnProgress } from './dataSet';
import { gunzip, isGzip } from './gzip';
import { type IdxImages, type IdxLabels, parseIdx } from './idx';
import { joinCifar } from './joinCifar';
import { joinIdx } from './joinIdx';
import { describeForeign, recogniseFile } from './recogniseFile';
import { splitParts } from './splitParts';

export interface ImageFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Content = IdxImages | IdxLabels | CifarRecords | CifarNames;

const wanted =
  'Choose MNIST-style IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte, …, also as .gz) or CIFAR-10 binary files (data_batch_1.bin, …, test_batch.bin).';

const unknown = (name: string, bytes: Uint8Array, packed: boolean): DataProblem => {
  if (/\.gz$/i.test(name) && !packed) {
    const message = `${name} is not a gzip file, in spite of its name: expected it to begin with 1f 8b. ${describeForeign(bytes)}${wanted}`;
    return { code: 'not-gzip', at: name, message };
  }
  const message = `${name} is of no known kind. ${describeForeign(bytes)}${wanted}`;
  return { code: 'unknown-kind', at: name, message };
};

const readFile = async ({ name, bytes: stored }: ImageFile): Promise<Result<Content, DataProblem>> => {
  const packed = isGzip(stored);
  const unpacked = packed ? await gunzip(name, stored) : ok(stored);
  if (!unpacked.ok) return unpacked;
  const bytes = unpacked.value;
  if (bytes.length === 0) {
    const how = packed ? `unpacks from ${formatCount(stored.length)} bytes to none` : 'has 0 bytes';
    return err({ code: 'empty-file', at: name, message: `${name} is empty: it ${how}. Download it again.` });
  }
  const kind = recogniseFile(name, bytes);
  if (kind === 'idx') return parseIdx(name, bytes);
  if (kind === 'cifar') return parseCifar(name, bytes);
  if (kind === 'class-list') return parseClassList(name, bytes);
  return err(unknown(name, bytes, packed));
};

const isIdx = (content: Content): content is IdxImages | IdxLabels =>
  content.kind === 'images' || content.kind === 'labels';

const isCifar = (content: Content): content is CifarRecords | CifarNames =>
  content.kind === 'records' || content.kind === 'names';

/** Checks what concerns all the files, and joins them. */
const joinAll = (
  contents: readonly Content[],
  sizes: number,
  problems: DataProblem[],
): Result<DataSet, DataProblem[]> => {
  const idx = contents.filter(isIdx);
  const cifar = contents.filter(isCifar);
  const [oneIdx, oneCifar] = [idx[0], cifar[0]];
  if (oneIdx && oneCifar) {
    const message = `${oneIdx.name} is an IDX file, but ${oneCifar.name} belongs to CIFAR-10. Choose the files of one data set.`;
    return err([...problems, { code: 'mixed-kinds', at: oneCifar.name, message }]);
  }
  if (sizes > maxDataBytes) {
    const message = `The chosen files hold ${formatCount(sizes)} bytes together, and at most ${formatCount(maxDataBytes)} can be held. Choose fewer.`;
    return err([...problems, { code: 'too-large', at: contents[0]?.name ?? '', message }]);
  }
  const joinProblems: DataProblem[] = [];
  const parts = oneIdx ? joinIdx(idx, joinProblems) : joinCifar(cifar, joinProblems);
  if (problems.length > 0) {
    // A file that could not be read may be the partner that another one lacks.
    const certain = joinProblems.filter(({ code }) => code !== 'missing-labels' && code !== 'missing-images');
    return err([...problems, ...certain]);
  }
  if (!parts) return err(joinProblems);
  const named = contents.map(({ name }) => name);
  return splitParts(parts, named);
};

const contentBytes = (content: Content): number =>
  content.kind === 'names' ? 0 : content.kind === 'records' ? content.images.length : content.bytes.length;

/**
 * Reads MNIST-style IDX files (a training pair, a test pair, or one pair, of whose images the last sixth becomes the
 * test set) or CIFAR-10 binary files, each plain or gzipped. The answer is a whole data set, with every array owning
 * its buffer, or the list of all that is wrong; it never rejects on account of the files' contents.
 */
export const readImageFiles = async (
  files: readonly ImageFile[],
  onProgress: OnProgress = () => {},
): Promise<Result<DataSet, DataProblem[]>> => {
  if (files.length === 0)
    return err([{ code: 'no-files', at: '', message: `No files were chosen. ${wanted}` }]);
  const contents: Content[] = [];
  const problems: DataProblem[] = [];
  for (const [i, file] of files.entries()) {
    // One after the other: unpacking several at once would hold all of their chunks in memory together.
    const content = await readFile(file);
    if (content.ok) contents.push(content.value);
    else problems.push(content.error);
    onProgress((i + 1) / files.length);
  }
  if (contents.length === 0) return err(problems);
  const sizes = contents.reduce((sum, content) => sum + contentBytes(content), 0);
  return joinAll(contents, sizes, problems);
};
