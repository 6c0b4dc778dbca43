/**
 * Joins the folded lines of a text: a line that follows a blank line or begins with an ideographic blank starts a
 * paragraph, any other continues the one before it, with nothing between them (Chinese needs no blank). Blank lines go;
 * one line feed stands between paragraphs.
 */
export function unwrap(folded: string): string {
  const paragraphs: string[] = [];
  let afterBlank = true;
  for (const line of folded.split('\n')) {
    if (line === '') {
      afterBlank = true;
      continue;
    }
    const last = paragraphs.length - 1;
    if (afterBlank || line.startsWith('　') || last < 0) paragraphs.push(line);
    else paragraphs[last] = `${paragraphs[last] ?? ''}${line}`;
    afterBlank = false;
  }
  return paragraphs.join('\n');
}
