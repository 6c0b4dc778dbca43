import { describe, expect, it } from 'vitest';
import { hindranceOf } from './session';
import { refusedBy } from './refusal';

describe('refusedBy', () => {
  it('finds no refusal in an answer', () => expect(refusedBy({})).toBeNull());
  it('puts each word beside its field, and says nothing twice', () =>
    expect(
      refusedBy({ code: 'INVALID_INPUT', message: '有一处要改。', fields: [{ path: 'next', message: '太短。' }] }),
    ).toEqual({
      message: '',
      fields: { next: '太短。' },
    }));
  it('puts a refusal that names no field where the page says', () =>
    expect(refusedBy({ code: 'WRONG_CODE', message: '不对。' }, { WRONG_CODE: 'code' })).toEqual({
      message: '',
      fields: { code: '不对。' },
    }));
  it('says above the form what belongs to no field', () =>
    expect(refusedBy({ code: 'TOO_MANY_ATTEMPTS', message: '请过一会儿。' }, { WRONG_CODE: 'code' })).toEqual({
      message: '请过一会儿。',
      fields: {},
    }));
});

describe('hindranceOf', () => {
  it.each([
    [null, 'SIGN_IN'],
    [{ mustChangePassword: true, mustBindSecondFactor: true }, 'PASSWORD'],
    [{ mustChangePassword: false, mustBindSecondFactor: true }, 'SECOND_FACTOR'],
    [{ mustChangePassword: false, mustBindSecondFactor: false }, null],
  ] as const)('%j is kept by %s', (viewer, hindrance) => expect(hindranceOf(viewer)).toBe(hindrance));
});
