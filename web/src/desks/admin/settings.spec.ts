import { expect, it } from 'vitest';
import type { SettingsFragment } from '../../api/generated/graphql';
import { changedFields, formOf, linesOf } from './settings';

const stored = {
  id: '1',
  code: 'yun',
  name: '云市人大常委会',
  organName: '法工委',
  documentWord: '云人常法工函',
  contactName: null,
  contactPhone: null,
  minimumDays: 30,
  minimumDaysSource: '立法法第四十条',
  dueDays: 15,
  numberSource: 'COUNTER',
  reviewsRounds: false,
  profile: 'SIMPLE',
  version: 1,
  changes: [],
} satisfies SettingsFragment;

it('knows what differs from what is stored', () => {
  expect(changedFields(stored, formOf(stored))).toEqual([]);
  expect(changedFields(stored, { ...formOf(stored), name: ' 云市人大常委会 ' })).toEqual([]);
  expect(changedFields(stored, { ...formOf(stored), minimumDays: '20', contactName: '陆' })).toEqual([
    'minimumDays',
    'contactName',
  ]);
});

it('reads as lines, what is empty said in words', () => {
  expect(linesOf(formOf(stored))).toContain('最少几天：30\n');
  expect(linesOf(formOf(stored))).toContain('联系人：没有');
});
