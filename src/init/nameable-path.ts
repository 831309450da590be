// Which paths a leyline.yaml can name: it has no words for a backslash, nor for what looks like another machine's root.

export function isNameable(path: string): boolean {
  return !/^[~!]|^[A-Za-z]:|\\/.test(path) && path === path.trim();
}
