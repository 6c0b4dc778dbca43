/** 48213 → 48,213 */
export const figure = (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
