/** What a form of a contact point holds, and what is made of it. Pure. */
import type {
  ContactPersonInput,
  ContactPersonRole,
  ContactPointKind,
  ContactPointLevel,
  EstablishmentInput,
  PointRowFragment,
} from '../../api/generated/graphql';
import { networkTexts } from '../../texts/network';

export interface OrganForm {
  organ: string;
  since: string;
  term: string;
  plaque: string;
}
export interface PersonForm {
  role: ContactPersonRole;
  name: string;
  phone: string;
}
export interface PointForm {
  name: string;
  shortName: string;
  kind: ContactPointKind;
  level: ContactPointLevel;
  parent: string;
  region: string;
  subjects: string;
  address: string;
  organs: OrganForm[];
  people: PersonForm[];
}

type Organ = PointRowFragment['establishments'][number];
/** 5年 or 至2031-01-30 */
export const termOf = (o: Pick<Organ, 'years' | 'until'>): string =>
  o.years != null
    ? `${o.years}${networkTexts.yearMark}`
    : o.until != null
      ? `${networkTexts.untilMarks[0]}${o.until}`
      : '';

export const emptyOrgan = (): OrganForm => ({ organ: '', since: '', term: '', plaque: '' });
export const emptyPerson = (): PersonForm => ({ role: 'LIAISON', name: '', phone: '' });

export const formOf = (p: PointRowFragment, people: readonly PersonForm[]): PointForm => ({
  name: p.name,
  shortName: p.shortName,
  kind: p.kind,
  level: p.level,
  parent: p.parent?.name ?? '',
  region: p.region ?? '',
  subjects: p.subjects.join('、'),
  address: p.address ?? '',
  organs: p.establishments.map((o) => ({
    organ: o.organ,
    since: o.since ?? '',
    term: termOf(o),
    plaque: o.plaque ?? '',
  })),
  people: people.map((one) => ({ ...one })),
});

/** null where a term is neither years nor a day */
export function termInput(text: string): Pick<EstablishmentInput, 'years' | 'until'> | null {
  const words = text.trim();
  if (words === '') return {};
  const { yearMark, untilMarks } = networkTexts;
  const years = (words.endsWith(yearMark) ? words.slice(0, -yearMark.length) : words).trim();
  if (/^\d{1,2}$/u.test(years)) return { years: Number(years) };
  const mark = untilMarks.find((m) => words.startsWith(m)) ?? '';
  const until = words.slice(mark.length).trim();
  return /^\d{4}-\d{2}-\d{2}$/u.test(until) ? { until } : null;
}

/** Those organs that say a name; the place of the first whose term cannot be read */
export function organsInput(organs: readonly OrganForm[]): EstablishmentInput[] | { wrongTerm: number } {
  const made: EstablishmentInput[] = [];
  for (const [at, { organ, since, term, plaque }] of organs.entries()) {
    if (organ.trim() === '') continue;
    const read = termInput(term);
    if (read === null) return { wrongTerm: at };
    made.push({ organ, since: since || null, plaque: plaque || null, ...read });
  }
  return made;
}

export const peopleInput = (people: readonly PersonForm[]): ContactPersonInput[] =>
  people.filter((p) => p.name.trim() !== '').map(({ role, name, phone }) => ({ role, name, phone: phone || null }));

/** 领域 as they are typed: by 、 or a comma */
export const subjectsInput = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,；;]+/u)
      .map((w) => w.trim())
      .filter((w) => w !== ''),
  ),
];
