// Unpacking of gzip, by the platform's own stream, with a limit and with failures as values.

import { formatCount } from '../lib/format';
import { err, ok, type Result } from '../lib/result';
import { type DataProblem, maxDataBytes } from './dataSet';

/** Whether the bytes begin as gzip does (RFC 1952, 2.3.1); the file's name has no say. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const join = (chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};

/**
 * Unpacks a gzip file. Fails with `bad-gzip` where the file breaks off or is damaged, and with `too-large` as soon
 * as more than `limit` bytes have come out, so that a small file cannot fill the memory.
 */
export const gunzip = async (
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  limit = maxDataBytes,
): Promise<Result<Uint8Array<ArrayBuffer>, DataProblem>> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return ok(join(chunks, length));
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        const message = `${name} unpacks to more than ${formatCount(limit)} bytes, more than a browser tab can hold. Choose a smaller data set.`;
        return err({ code: 'too-large', at: name, message });
      }
      chunks.push(value);
    }
  } catch (error) {
    // The stream reports damage by rejecting; the wording is the platform's own.
    const reason = error instanceof Error && error.message !== '' ? ` (${error.message})` : '';
    const message = `${name} is a truncated or damaged gzip file: of its ${formatCount(bytes.length)} bytes, only ${formatCount(length)} bytes of content could be unpacked${reason}. Download it again.`;
    return err({ code: 'bad-gzip', at: name, message });
  }
};
