// Bytes as text that an address may hold (RFC 4648, section 5, without padding). Reading stops at the first sign that is
// none of the alphabet's, since a link may have been cut or have caught the punctuation behind it.
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Map([...alphabet].map((sign, value) => [sign, value]));

export function toBase64Url(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let sign = 0; sign <= left; sign += 1) parts.push(alphabet[(word >> (18 - 6 * sign)) & 63] ?? '');
  }
  return parts.join('');
}

/** The bytes up to the first foreign sign; bits that make no whole byte are dropped. */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let length = 0;
  let word = 0;
  let bits = 0;
  for (const sign of text) {
    const value = values.get(sign);
    if (value === undefined) break;
    word = ((word << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (word >> bits) & 0xff;
    length += 1;
  }
  return bytes.subarray(0, length);
}
