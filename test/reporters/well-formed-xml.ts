// A strict reader for the XML that the junit reporter writes: elements, attributes, text; throws on anything else.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const token = /<\/([a-z]+)>|<([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/y;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

export function parseXml(xml: string): Element {
  if (!xml.startsWith(declaration)) throw new Error('no XML declaration');
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error('forbidden character');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  token.lastIndex = declaration.length;
  while (token.lastIndex < xml.length) {
    const match = token.exec(xml);
    if (!match) throw new Error('not well-formed');
    const [, closed, name, attributes = '', empty, text] = match;
    const parent = open.at(-1);
    if (!parent) throw new Error('more closed than opened');
    if (closed !== undefined) {
      if (closed !== parent.name) throw new Error(`</${closed}> closes <${parent.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        decode(value ?? ''),
      ]);
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      parent.children.push(element);
      if (empty === '') open.push(element);
    } else {
      parent.text += decode(text ?? '');
    }
  }
  const [document, ...others] = root.children;
  if (!document || others.length > 0 || open.length !== 1) throw new Error('not one document element');
  return document;
}

function decode(text: string): string {
  return text.replace(/&([^;]*);?/g, (reference, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const character = code === undefined ? entities[name] : String.fromCodePoint(Number(code));
    if (character === undefined || !reference.endsWith(';')) throw new Error(`bad reference ${reference}`);
    return character;
  });
}
