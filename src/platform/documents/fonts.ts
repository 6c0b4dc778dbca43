/**
 * The fonts documents are set in. GB/T 9704-2012 asks for 小标宋, 仿宋, 楷体 and 黑体; the first three are licensed
 * faces that no registry carries, so an office puts its own into FONT_DIR. Behind every one of them stands a Noto face
 * from npm, so that a letter can always be set. A font of the operating system is never chosen: templates name only
 * families found here and switch fallback off, or the same letter would have other bytes on another machine.
 */
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * What a face is for. song: organ mark and titles; fang: text; kai: second-level headings; hei: first-level; page: page
 * numbers.
 */
export type FontRole = 'song' | 'fang' | 'kai' | 'hei' | 'page';

export interface FontFile {
  path: string;
  /** every family name the file gives itself, Chinese and Latin; a collection names those of all its faces */
  families: string[];
  bytes: number;
}

export interface FoundFonts {
  /** folders that hold them, FONT_DIR first */
  folders: string[];
  files: FontFile[];
  /** sorted, without doubles */
  families: string[];
  /** size on disk of the files together */
  bytes: number;
  /** families for each role, best first, only such as were found, with what stands behind all of them; never empty */
  roles: Record<FontRole, string[]>;
  /** roles that are set in Noto, as the face the standard asks for was not found */
  standIns: FontRole[];
}

/** The names the customary files give themselves, by preference; Noto comes last. */
const WANTED: Readonly<Record<FontRole, readonly string[]>> = {
  song: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05'],
  fang: [
    '仿宋_GB2312',
    'FangSong_GB2312',
    '仿宋',
    'FangSong',
    'STFangsong',
    '方正仿宋_GBK',
    'FZFangSong-Z02',
    '方正仿宋简体',
    'FZFangSong-Z02S',
  ],
  kai: [
    '楷体_GB2312',
    'KaiTi_GB2312',
    '楷体',
    'KaiTi',
    'STKaiti',
    '方正楷体_GBK',
    'FZKai-Z03',
    '方正楷体简体',
    'FZKai-Z03S',
  ],
  hei: ['黑体', 'SimHei', 'STHeiti', '方正黑体_GBK', 'FZHei-B01', '方正黑体简体', 'FZHei-B01S'],
  page: ['宋体', 'SimSun', 'STSong', '方正书宋_GBK', 'FZShuSong-Z01'],
};
const STAND_IN: Readonly<Record<FontRole, string>> = {
  song: 'Noto Serif SC',
  fang: 'Noto Serif SC',
  kai: 'Noto Serif SC',
  hei: 'Noto Sans SC',
  page: 'Noto Serif SC',
};
/**
 * Behind every role, for what its own face lacks: names with rare characters (𠮷), Mongolian, Yi, and what phones type.
 * What none of them has is not set (`coverage.ts`).
 */
const BEHIND: readonly string[] = [
  'Noto Serif SC',
  'Noto Sans SC',
  'Noto Serif JP',
  'Noto Sans Mongolian',
  'Noto Sans Yi',
  'Noto Emoji',
];
/** Only the weights we set; the packages hold more, some 160 MB. */
const PACKAGED: readonly (readonly [string, readonly string[]])[] = [
  ['@expo-google-fonts/noto-serif-sc', ['400Regular', '700Bold']],
  ['@expo-google-fonts/noto-sans-sc', ['400Regular', '700Bold']],
  ['@expo-google-fonts/noto-serif-jp', ['400Regular']],
  ['@expo-google-fonts/noto-sans-mongolian', ['400Regular']],
  ['@expo-google-fonts/noto-sans-yi', ['400Regular']],
  ['@expo-google-fonts/noto-emoji', ['400Regular']],
];

function read(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}

/** Family names (name ids 1 and 16) of one face: table directory at `start`, offsets from the start of the file. */
function namesOfFace(file: number, start: number): string[] {
  const head = read(file, start, 12);
  const tables = read(file, start + 12, head.readUInt16BE(4) * 16);
  for (let at = 0; at + 16 <= tables.length; at += 16) {
    if (tables.toString('latin1', at, at + 4) !== 'name') continue;
    const table = read(file, tables.readUInt32BE(at + 8), Math.min(tables.readUInt32BE(at + 12), 1 << 20));
    const strings = table.readUInt16BE(4);
    const found: string[] = [];
    for (let record = 6; record + 12 <= 6 + table.readUInt16BE(2) * 12; record += 12) {
      const platform = table.readUInt16BE(record);
      const id = table.readUInt16BE(record + 6);
      if ((id !== 1 && id !== 16) || (platform !== 0 && platform !== 3)) continue;
      const from = strings + table.readUInt16BE(record + 10);
      found.push(
        Buffer.from(table.subarray(from, from + table.readUInt16BE(record + 8)))
          .swap16()
          .toString('utf16le'),
      );
    }
    return found;
  }
  return [];
}

/** The families of a .ttf, .otf or .ttc; none where the file is broken: one bad file must not stop the service. */
function familiesOf(path: string): string[] {
  const file = openSync(path, 'r');
  try {
    const head = read(file, 0, 12);
    if (head.toString('latin1', 0, 4) !== 'ttcf') return [...new Set(namesOfFace(file, 0))];
    const offsets = read(file, 12, Math.min(head.readUInt32BE(8), 64) * 4);
    const faces = Array.from({ length: offsets.length / 4 }, (_, face) =>
      namesOfFace(file, offsets.readUInt32BE(face * 4)),
    );
    return [...new Set(faces.flat())];
  } catch (thrown) {
    if (thrown instanceof RangeError) return [];
    throw thrown;
  } finally {
    closeSync(file);
  }
}

function fontFilesIn(folder: string): FontFile[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:ttf|otf|ttc)$/iu.test(name))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ path, families: familiesOf(path), bytes: statSync(path).size }));
}

function packagedFolders(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return PACKAGED.flatMap(([name, weights]) => {
    try {
      const root = dirname(resolve(`${name}/package.json`));
      return weights.map((weight) => join(root, weight)).filter((folder) => existsSync(folder));
    } catch {
      return [];
    }
  });
}

/** Families of the files in the office's folder, sorted */
const familiesIn = (fontDir: string | undefined, files: readonly FontFile[]): string[] =>
  files
    .filter((file) => dirname(file.path) === fontDir)
    .flatMap((file) => file.families)
    .sort();

/**
 * Looks for fonts: the office's folder first, then the npm packages.
 *
 * @param fontDir the value of FONT_DIR, where it is set
 * @throws Error, naming what is missing, if FONT_DIR is no folder or if some role has no face at all
 */
export function foundFonts(fontDir?: string): FoundFonts {
  if (fontDir !== undefined && !(existsSync(fontDir) && statSync(fontDir).isDirectory())) {
    throw new Error(`FONT_DIR is not a folder: ${fontDir}`);
  }
  const folders = [...(fontDir === undefined ? [] : [fontDir]), ...packagedFolders()];
  const files = folders.flatMap(fontFilesIn);
  const families = [...new Set(files.flatMap((file) => file.families))].sort();
  const standIns: FontRole[] = [];
  const roles = {} as Record<FontRole, string[]>;
  for (const role of Object.keys(WANTED) as FontRole[]) {
    const asked = WANTED[role].filter((family) => families.includes(family));
    const main = [...asked, STAND_IN[role]].filter((family) => families.includes(family));
    if (asked.length === 0) standIns.push(role);
    if (main.length === 0) {
      throw new Error(
        `no font for ${role}: neither ${WANTED[role][0]} in FONT_DIR nor ${STAND_IN[role]} from npm (@expo-google-fonts)`,
      );
    }
    // what else an office put beside its faces is there for what they lack
    roles[role] = [...new Set([...main, ...BEHIND.filter((f) => families.includes(f)), ...familiesIn(fontDir, files)])];
  }
  return { folders, files, families, bytes: files.reduce((sum, file) => sum + file.bytes, 0), roles, standIns };
}
