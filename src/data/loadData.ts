// What the data worker does, without the worker, so that it runs in a test: a request in, a data set or problems out.
import { err } from '../lib/result';
import { makeBuiltIn } from './builtIn';
import type { DataProblem, OnProgress } from './dataSet';
import type { LoadedDataSet, LoadRequest } from './loadMessages';
import { type ImageFile, readImageFiles } from './readImageFiles';

/** The share of the progress that reading from disk takes; unpacking and parsing take the rest. */
const diskShare = 0.3;

const loadFiles = async (files: readonly File[], onProgress: OnProgress): Promise<LoadedDataSet> => {
  const read: ImageFile[] = [];
  const problems: DataProblem[] = [];
  for (const [i, file] of files.entries()) {
    try {
      read.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch (error) {
      // The File API rejects where the file was moved, changed or locked after it was chosen.
      const reason = error instanceof Error ? error.message : String(error);
      const message = `${file.name} could not be read from disk: ${reason} Choose it again.`;
      problems.push({ code: 'unreadable-file', at: file.name, message });
    }
    onProgress((diskShare * (i + 1)) / files.length);
  }
  if (problems.length > 0) return err(problems);
  return readImageFiles(read, (share) => onProgress(diskShare + (1 - diskShare) * share));
};

/** Draws a built-in set or reads the user's files. Rejects only on a bug or when memory runs out. */
export const loadData = async (request: LoadRequest, onProgress: OnProgress): Promise<LoadedDataSet> =>
  request.kind === 'builtIn'
    ? { ok: true, value: makeBuiltIn(request.id, onProgress) }
    : loadFiles(request.files, onProgress);

/** The buffers to move instead of copying: each array of a data set owns its own. */
export const transferables = (result: LoadedDataSet): ArrayBuffer[] =>
  result.ok
    ? [result.value.train, result.value.test].flatMap(({ images, labels, masks, values, attributes }) =>
        [images, labels, masks, values, attributes].flatMap((array) => array?.buffer ?? []),
      )
    : [];
