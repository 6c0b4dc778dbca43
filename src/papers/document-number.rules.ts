/** 发文字号: how the number of an official paper is written. */

/** 云人常法工函〔2026〕1号: six-cornered brackets, no 第, no leading zero (党政机关公文格式 GB/T 9704-2012, 7.2.5) */
export const documentNumber = (word: string, year: number, number: number): string => `${word}〔${year}〕${number}号`;
