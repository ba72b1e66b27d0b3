// A strict reader of the XML that pictures are written in, for tests in Node, which has none: it accepts elements,
// quoted attributes, and text with entities, and says what is wrong with anything else.

const entity = /^(?:amp|lt|gt|quot|#39);/;

/** The first fault, or undefined of a well-formed document with one root. */
export function faultOf(xml: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const words = xml.slice(at, next < 0 ? undefined : next);
    const badText = faultInText(words, open.length > 0);
    if (badText) return badText;
    if (next < 0) break;
    const match = /^<(\/?)([a-zA-Z][\w-]*)((?:\s+[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/?)>/.exec(
      xml.slice(next, next + 200_000),
    );
    if (!match) return `no tag at “${xml.slice(next, next + 60)}”`;
    const [whole, closing, name = '', attributes = '', empty] = match;
    const names = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
    if (new Set(names.map(([, key]) => key)).size < names.length) return `an attribute twice in ${whole}`;
    for (const [, , value = ''] of names) {
      const bad = faultInText(value, true);
      if (bad) return bad;
    }
    if (closing) {
      const opened = open.pop();
      if (opened !== name) return `</${name}> closes <${opened}>`;
    } else {
      if (open.length === 0) roots += 1;
      if (!empty) open.push(name);
    }
    at = next + whole.length;
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? undefined : `${roots} roots`;
}

function faultInText(words: string, inside: boolean): string | undefined {
  if (!inside && words.trim() !== '') return `text outside the root: “${words.trim().slice(0, 40)}”`;
  for (let i = words.indexOf('&'); i >= 0; i = words.indexOf('&', i + 1))
    if (!entity.test(words.slice(i + 1))) return `a bare & before “${words.slice(i, i + 20)}”`;
  for (const character of words) {
    const code = character.codePointAt(0) ?? 0;
    const allowed =
      code === 9 || code === 10 || code === 13 || (code >= 32 && !(code >= 0xd800 && code <= 0xdfff));
    if (!allowed || code === 0xfffe || code === 0xffff) return `the character ${code.toString(16)}`;
  }
  return undefined;
}
