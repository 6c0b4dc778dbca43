/** The printed title of a text of a law in the making. */

/** 云澜市住宅电梯安全管理条例（草案征求意见稿） → [云澜市住宅电梯安全管理条例, 草案征求意见稿] */
export function nameAndVersion(title: string): [name: string, version: string] {
  const found = /^《?(.+?)》?[（(]([^（）()]*(?:稿|草案|送审|文本)[^（）()]*)[）)]》?$/u.exec(title);
  return found === null ? [title, ''] : [found[1] ?? title, found[2] ?? ''];
}
