import { expect, it } from 'vitest';
import { base64Of, countOf, TABLE_BYTES } from './table-file';

it('a table is sent as base64 within the bound of a request', () => {
  expect(base64Of(new Uint8Array([0x50, 0x4b, 0x03, 0xff]))).toBe('UEsD/w==');
  const most = base64Of(new Uint8Array(TABLE_BYTES));
  expect(most.length).toBeLessThanOrEqual(480_000);
  expect(most.length).toBeGreaterThan(470_000);
});

it('rows are counted by what becomes of them', () => {
  expect(countOf([{ state: 'NEW' }, { state: 'SAME' }, { state: 'NEW' }], 'NEW')).toBe(2);
});
