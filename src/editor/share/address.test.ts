import { describe, expect, it } from 'vitest';
import { sameSite, wantedOf, withoutWanted } from './address';

const at = (rest: string) => new URL(`https://x.org/app/${rest}`);

describe('wantedOf', () => {
  it('reads a design, a file or a template from an address', () => {
    expect(wantedOf(at('#design=1.a.b'))).toEqual({ type: 'link', fragment: '#design=1.a.b' });
    expect(wantedOf(at('?open=week%203/a.json'))).toEqual({ type: 'file', address: 'week 3/a.json' });
    expect(wantedOf(at('?template=lenet-5'))).toEqual({ type: 'template', id: 'lenet-5' });
    expect(wantedOf(at('?debug=1#help'))).toBeUndefined();
  });
});

describe('withoutWanted', () => {
  it('keeps everything else of the address', () => {
    expect(withoutWanted(at('?open=a.json&lang=en#top'))).toBe('/app/?lang=en#top');
    expect(withoutWanted(at('?template=a#design=1.a.b'))).toBe('/app/');
  });

  it('leaves nothing that would be opened again', () => {
    for (const rest of ['#design=1.a.b', '?open=a&open=b', '?template=a&open=b#design=', '?open=#x'])
      expect(wantedOf(new URL(withoutWanted(at(rest)), at('')))).toBeUndefined();
  });
});

describe('sameSite', () => {
  it('takes addresses of the same site alone', () => {
    expect(sameSite('templates/x.json', at(''))?.href).toBe('https://x.org/app/templates/x.json');
    expect(sameSite('/a.json', at(''))?.href).toBe('https://x.org/a.json');
    for (const foreign of [
      'https://y.org/a.json',
      '//y.org/a.json',
      'http://x.org/a.json',
      'https://x.org:8443/a.json',
      'javascript:alert(1)',
      'data:application/json,{}',
      'blob:https://x.org/1',
      'file:///etc/a.json',
      'https://',
    ])
      expect(sameSite(foreign, at(''))).toBeUndefined();
  });
});
