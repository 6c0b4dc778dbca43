/** The settings as they stand in the form: which of them differ from what is stored, and how they read as lines. */
import type { SettingsFragment } from '../../api/generated/graphql';
import { adminTexts } from '../../texts/admin';

export interface Form {
  name: string;
  organName: string;
  documentWord: string;
  minimumDays: string;
  minimumDaysSource: string;
  contactName: string;
  contactPhone: string;
}
const said = adminTexts.settings;
const LABELS: Readonly<Record<keyof Form, string>> = {
  name: said.name,
  organName: said.organName,
  documentWord: said.documentWord,
  minimumDays: said.days,
  minimumDaysSource: said.source,
  contactName: said.contactName,
  contactPhone: said.contactPhone,
};
const NAMES = Object.keys(LABELS) as (keyof Form)[];

export const formOf = (s: SettingsFragment | null): Form => ({
  name: s?.name ?? '',
  organName: s?.organName ?? '',
  documentWord: s?.documentWord ?? '',
  minimumDays: s ? String(s.minimumDays) : '',
  minimumDaysSource: s?.minimumDaysSource ?? '',
  contactName: s?.contactName ?? '',
  contactPhone: s?.contactPhone ?? '',
});

/** Which fields would be stored anew; blanks around words are none */
export const changedFields = (stored: SettingsFragment, form: Form): (keyof Form)[] => {
  const before = formOf(stored);
  return NAMES.filter((n) => form[n].trim() !== before[n]);
};

/** 机关全称：… and the others, a line each */
export const linesOf = (form: Form): string => NAMES.map((n) => said.line(LABELS[n], form[n])).join('\n');
