// A design's file in the fragment of an address, which browsers send to no server: minified, deflated, in base64url, behind
// the version of this writing and a check of the whole. `#design=1.<check>.<data>`.
import { deflateSync, strFromU8, strToU8 } from 'fflate';
import { isRecord } from '../../graph/findings';
import { parseJson } from '../../graph/jsonText';
import { atFile, type Problem, type ProblemCode } from '../../graph/problem';
import { err, ok, type Result } from '../../lib/result';
import { fromBase64Url, toBase64Url } from './base64url';
import { inflateWithin } from './inflateWithin';
import { linkMark } from './linkMark';
import { mendJson } from './mendJson';

const version = 1;

/** Characters of a whole link: chats and mail programs begin to cut at the first, Firefox refuses beyond the second. */
export const linkLimits = { comfortable: 8000, most: 1_048_576 } as const;

/** Characters of the file that a link may hold, four designs side by side included. */
const mostCharacters = 20_000_000;

export interface LinkFailure {
  readonly problem: Problem;
  /** The text of a file with what could be kept of a damaged link. */
  readonly kept?: string;
}

/**
 * The fragment, from its `#` on, that holds a file's text, a design's or a comparison's. Without `layout` the nodes' places
 * are left out. Throws where the text is not JSON, which no file that Convas writes is.
 */
export function linkFragment(text: string, { layout }: { readonly layout: boolean }): string {
  const json: unknown = JSON.parse(text);
  const bytes = strToU8(JSON.stringify(layout ? json : withoutPlaces(json)));
  return `${linkMark}${version}.${checkOf(bytes)}.${toBase64Url(deflateSync(bytes, { level: 9 }))}`;
}

/** Files nest nodes in designs and in modules; a node's parameters are not entered. */
function withoutPlaces(file: unknown): unknown {
  if (!isRecord(file)) return file;
  const each = (list: unknown, change: (item: unknown) => unknown): unknown =>
    Array.isArray(list) ? list.map(change) : list;
  const { nodes, modules, designs, ...rest } = file;
  return {
    ...rest,
    ...(modules === undefined ? {} : { modules: each(modules, withoutPlaces) }),
    ...(nodes === undefined ? {} : { nodes: each(nodes, withoutPlace) }),
    ...(designs === undefined ? {} : { designs: each(designs, withoutPlaces) }),
  };
}

function withoutPlace(node: unknown): unknown {
  if (!isRecord(node)) return node;
  const { position: _, ...rest } = node;
  return rest;
}

/** Whether a file's text says where its nodes stand. Within JSON strings the quotes would be escaped. */
export const saysPlaces = (text: string): boolean => text.includes('"position"');

/** The fragment within an address or a message, from its `#` on; undefined where there is none. */
export const fragmentWithin = (text: string): string | undefined => /#design=[\w.%-]*/.exec(text)?.[0];

/**
 * The file's text that a fragment holds. Fails where it is none of ours, of a newer version, damaged or beyond the limit;
 * of a damaged one `kept` is what stands. Never throws.
 */
export function readFragment(fragment: string): Result<string, LinkFailure> {
  const [, marked, check, data] = /^#design=(\d{1,6})\.([0-9a-z]{1,7})\.(.*)$/s.exec(fragment) ?? [];
  if (marked === undefined || check === undefined || data === undefined)
    return fail(
      'other-format',
      `The link holds no design: behind “${linkMark}” a version, a check and the design itself are expected. Copy the whole link again.`,
    );
  if (Number(marked) > version)
    return fail(
      'newer-version',
      `The link was made by a newer version of Convas (${marked}; this one reads ${version}). Reload this page to get the newest, or ask for the design as a file.`,
    );
  if (Number(marked) < version)
    return fail(
      'other-format',
      `The link has the version ${marked}, which never was. Copy the whole link again.`,
    );
  const { bytes, tooLarge } = inflateWithin(fromBase64Url(data), mostCharacters);
  if (tooLarge)
    return fail(
      'file-too-large',
      `The link unpacks to more than ${mostCharacters / 1e6} million characters, more than a drawing may hold. Ask for the design as a file.`,
    );
  const text = strFromU8(bytes);
  if (checkOf(bytes) === check) return ok(text);
  return damaged(text);
}

function damaged(text: string): Result<never, LinkFailure> {
  const whole = parseJson(text).ok;
  const kept = mendJson(text);
  const what = whole
    ? 'The link was changed on its way: the design in it is not the one that was shared'
    : 'The link is damaged or was cut off, as chats do with long links';
  const remedy = 'Copy the whole link again, or ask for the design as a file.';
  return fail(
    'bad-structure',
    kept === undefined ? `${what}; nothing of it can be read. ${remedy}` : `${what}. ${remedy}`,
    kept,
  );
}

const fail = (code: ProblemCode, message: string, kept?: string): Result<never, LinkFailure> =>
  err({ problem: { code, at: atFile(''), message }, ...(kept === undefined ? {} : { kept }) });

/** FNV-1a of 32 bits: tells damage, not intent. */
function checkOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36);
}
