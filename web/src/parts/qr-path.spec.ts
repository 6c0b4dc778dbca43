import { describe, expect, it } from 'vitest';
import { qrPath } from './qr-path';

describe('qrPath', () => {
  it('draws what is dark, side by side as one', () => {
    expect(qrPath(['0110', '1001'])).toBe('M1 0h2v1h-2zM0 1h1v1h-1zM3 1h1v1h-1z');
  });
  it('draws nothing of nothing', () => {
    expect(qrPath([])).toBe('');
    expect(qrPath(['000'])).toBe('');
  });
});
