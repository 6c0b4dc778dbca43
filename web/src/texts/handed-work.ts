/** 移交、代理: what the first screen of whoever takes over says */
export const handedWorkTexts = {
  title: '移交给您的工作',
  head: (from: string, day: string) => `${day}，${from}的工作移交给您了`,
  headUntil: (from: string, day: string, until: string) => `${day}起，您代理${from}的工作，到 ${until}`,
  leftOpen: '当时没有办完的：',
  nothing: '当时没有等着办的事。',
  due: (day: string) => `，最早 ${day}截止`,
  copies: (n: number) => `没有写完的草稿 ${n} 份，打开原来的地方就在。`,
  note: (words: string) => `交代：${words}`,
  act: '知道了',
  actOf: (from: string) => `${from}移交的，知道了`,
} as const;
