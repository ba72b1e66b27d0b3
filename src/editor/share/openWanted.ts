// Opens what an address asks for. Whatever is wrong with it, the drawing that is open stays as it is.
import { atFile, type ProblemCode } from '../../graph/problem';
import { loadTemplate, templateIds } from '../../store/templates';
import { openFile, openTemplate, refuse } from '../files/fileActions';
import { sameSite, type Wanted } from './address';
import { openLink } from './openLink';

export async function openWanted(wanted: Wanted, page: URL): Promise<void> {
  if (wanted.type === 'link') await openLink(wanted.fragment);
  else if (wanted.type === 'file') await openAddress(wanted.address, page);
  else await openTemplateById(wanted.id);
}

async function openAddress(address: string, page: URL): Promise<void> {
  const url = sameSite(address, page);
  if (!url) {
    fail(
      address,
      'other-format',
      `“${address}” is no address of ${page.host}. Only files of the same site are opened: put the file beside the app, or download it and choose File ▸ Open….`,
    );
    return;
  }
  const name = decodedName(url);
  // A redirect to another site is refused as well.
  const answer = await fetch(url, { mode: 'same-origin', headers: { accept: 'application/json' } }).catch(
    () => undefined,
  );
  if (!answer) {
    fail(
      name,
      'not-json',
      `${url.pathname} could not be fetched from ${url.host}. Check the connection and open the link again.`,
    );
    return;
  }
  // Some sites answer an address that does not exist with their front page.
  const page404 = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!answer.ok || page404) {
    const why = page404 ? 'a web page' : `${answer.status} ${answer.statusText}`.trim();
    fail(
      name,
      'not-json',
      `There is no drawing at ${url.pathname}: ${url.host} answered with ${why}. Check the address behind “open=”.`,
    );
    return;
  }
  const content = await answer.blob().catch(() => undefined);
  if (content) await openFile(new File([content], name));
  else
    fail(
      name,
      'not-json',
      `The connection broke off while ${url.pathname} was fetched. Open the link again.`,
    );
}

function decodedName({ pathname }: URL): string {
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name) || pathname;
  } catch {
    return name;
  }
}

async function openTemplateById(id: string): Promise<void> {
  if (!templateIds.includes(id)) {
    const like = templateIds.filter((known) => known.includes(id) || id.includes(known)).slice(0, 3);
    const hint = like.length > 0 ? ` Is ${like.map((known) => `“${known}”`).join(' or ')} meant?` : '';
    fail(
      `Template “${id}”`,
      'other-format',
      `There is no template “${id}”.${hint} Look for it in the gallery (File ▸ Templates…).`,
    );
    return;
  }
  const template = await loadTemplate(id).catch(() => undefined);
  if (template) openTemplate(template);
  else
    fail(
      `Template “${id}”`,
      'not-json',
      'Its file could not be fetched. Check the connection and open the link again.',
    );
}

const fail = (name: string, code: ProblemCode, message: string): void =>
  refuse(name, [{ code, at: atFile(''), message }]);
