import { expect, it } from 'vitest';
import {
  emptyPerson,
  emptyPoint,
  faultOfPerson,
  faultOfPoint,
  peopleFrom,
  pointsFrom,
  shortNameOf,
  usernameAt,
} from './making';

it('reads people with several roles, and says which word it does not know', () => {
  let n = 0;
  const [lu, fei, odd] = peopleFrom(
    '陆清和\tlu\t经办、起草人\n费小满\t\t\t桂花里社区\n奇怪\todd\t秘书',
    () => `u-${++n}`,
  );
  expect(lu).toMatchObject({ displayName: '陆清和', username: 'lu', roles: ['PREPARER', 'DRAFTER'], error: null });
  expect(fei).toMatchObject({ username: 'u-1', roles: ['LIAISON_OFFICER'], unit: '桂花里社区', error: null });
  expect(faultOfPerson(odd ?? emptyPerson())).toBe(
    '角色“秘书”不认得，可以写：经办、审核、签发、起草人、管理员、联络员',
  );
});

it('a system administrator is not given in a list', () => {
  expect(peopleFrom('甲\ta\t系统管理员', () => '')[0]).toMatchObject({ roles: [] });
});

it('asks for a role, and for the contact point of a liaison officer', () => {
  expect(faultOfPerson(emptyPerson())).toBe('请点选至少一个角色');
  expect(faultOfPerson({ ...emptyPerson(), roles: ['LIAISON_OFFICER'] })).toBe('联络员要写明是哪个联系点');
  expect(faultOfPerson({ ...emptyPerson(), roles: ['SIGNER'] })).toBeNull();
});

it('reads contact points, makes their short names and says what a word most likely is', () => {
  const [a, b] = pointsFrom(
    '全称\t级别\t类别\t上级\t联络员\n桂花里社区基层立法联系点\t市\t\t\t费小满\n石桥镇人大\t县级\t立法联络站\t桂花里社区\t',
    'MUNICIPAL',
  );
  expect(a).toMatchObject({
    shortName: '桂花里社区',
    kind: 'CONTACT_POINT',
    officer: '费小满',
    level: '',
    likely: { field: 'level', value: 'MUNICIPAL', words: '市级' },
    error: '级别“市”不认得，是不是“市级”',
  });
  expect(faultOfPoint(a ?? emptyPoint())).toBe('级别“市”不认得，是不是“市级”');
  expect(faultOfPoint({ ...(a ?? emptyPoint()), level: 'MUNICIPAL' })).toBeNull();
  expect(b).toMatchObject({ kind: 'LIAISON_STATION', level: 'COUNTY', parentName: '桂花里社区', error: null });
});

it('shortens a name that is nothing else to itself', () => {
  expect(shortNameOf('基层立法联系点')).toBe('基层立法联系点');
  expect(usernameAt('yunlan', 7)).toBe('yunlan-07');
});
