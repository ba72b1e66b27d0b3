// Text that a user wrote, made safe to stand in XML or HTML: in an element or in a quoted attribute. Apart because
// pictures and reports both write markup as text.

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes what markup gives a meaning, and replaces characters that no XML document may hold by `�`. */
export function escapeMarkup(text: string): string {
  let escaped = '';
  // By code points: a surrogate that comes alone has no partner.
  for (const character of text)
    escaped += entities[character] ?? (isXmlCharacter(character.codePointAt(0) ?? 0) ? character : '\ufffd');
  return escaped;
}

/** XML 1.0 (fifth edition), production 2. */
const isXmlCharacter = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000;
