/** What a demo walks through: the sample that is shipped, or any two drafts with opinions made for them. */
import { readFile as readBytes } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ArticleTree, compare, parse } from '../articles/index.js';
import { readFile } from '../authoring/readers/index.js';
import { decide, invent } from './generate.js';
import { buildDraft1, buildDraft2, draft1FileName, draft2FileName } from './sample/build.js';
import {
  comments,
  contactPoints,
  legislature,
  opinions,
  type SampleComment,
  type SampleContactPoint,
  type SampleOpinion,
  type SampleSetAside,
  type SampleStaff,
  setAside,
  staff,
} from './sample/index.js';

export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

export interface Material {
  legislature: typeof legislature;
  staff: readonly SampleStaff[];
  contactPoints: readonly SampleContactPoint[];
  old: SourceFile;
  new: SourceFile;
  title: string;
  /** is it the shipped sample, or invented for the user's own drafts */
  isSample: boolean;
  opinions: readonly SampleOpinion[];
  comments: readonly SampleComment[];
  setAside: readonly SampleSetAside[];
}

/** A file that cannot be used: which one, what is wrong, what to do. */
export class MaterialRefused extends Error {}

export async function sampleMaterial(): Promise<Material> {
  return {
    legislature,
    staff,
    contactPoints,
    isSample: true,
    title: '云澜市住宅电梯安全管理条例',
    opinions,
    comments,
    setAside,
    old: { name: draft1FileName, bytes: await buildDraft1() },
    new: { name: draft2FileName, bytes: await buildDraft2() },
  };
}

/** @throws MaterialRefused naming the file */
export async function materialOf(oldPath: string, newPath: string): Promise<Material> {
  const [old, next] = [await load(oldPath), await load(newPath)];
  const keys = contactPoints.map((p) => p.key);
  const made = invent(old.tree, keys);
  const links = new Map(
    compare(old.tree, next.tree).articles.flatMap((e) =>
      e.old.map((label) => [label, { textChanged: e.textChanged, newLabel: e.new }] as const),
    ),
  );
  const decided: SampleComment[] = made.comments.map((c) => {
    const label = 'label' in c.target ? c.target.label : null;
    return {
      ...c,
      decision: decide(c, (label === null ? undefined : links.get(label)) ?? { textChanged: false, newLabel: null }),
    };
  });
  const title = (old.tree.title || basename(oldPath)).replace(/（[^（）]*(?:稿|草案)[^（）]*）$/u, '').slice(0, 100);
  return {
    legislature,
    staff,
    contactPoints,
    old: old.file,
    new: next.file,
    title: title.length >= 4 ? title : `${title}（法规）`,
    isSample: false,
    opinions: made.opinions,
    comments: decided,
    setAside: made.setAside,
  };
}

async function load(path: string): Promise<{ file: SourceFile; tree: ArticleTree }> {
  const bytes = await readBytes(path).catch(() => {
    throw new MaterialRefused(`${path}：打不开这个文件，请检查路径。`);
  });
  const read = await readFile(basename(path), bytes);
  if (!read.ok) throw new MaterialRefused(read.message);
  const tree = parse(read.lines);
  if (tree.provisions.length === 0)
    throw new MaterialRefused(`${path}：没有认出条文，请检查是否选错了文件，或者条文前有没有“第一条”这样的条号。`);
  return { file: { name: basename(path), bytes }, tree };
}
