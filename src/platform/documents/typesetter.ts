import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { foundFonts, type FoundFonts } from './fonts.js';
import { TypstRenderer } from './typst.js';

/** The one typesetter of a process; its child starts with the first document and ends with the service. */
@Injectable()
export class Typesetter implements OnApplicationShutdown {
  readonly fonts: FoundFonts;
  readonly renderer: TypstRenderer;

  constructor(fontDir: string | undefined) {
    this.fonts = foundFonts(fontDir);
    this.renderer = new TypstRenderer({ fonts: this.fonts });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.renderer.close();
  }
}

const ROLES: { readonly [R in FoundFonts['standIns'][number]]: string } = {
  song: '小标宋',
  fang: '仿宋',
  kai: '楷体',
  hei: '黑体',
  page: '宋体',
};

/**
 * For the person who starts the service: which families were found, how large they are, which roles a stand-in fills.
 */
export function describeFonts(fonts: FoundFonts): string {
  const standIns =
    fonts.standIns.length === 0
      ? ''
      : `；代替${fonts.standIns.map((r) => ROLES[r]).join('、')}（公文用字请设置 FONT_DIR）`;
  return `${fonts.families.join('、')}（${Math.round(fonts.bytes / 1_048_576)} MB）${standIns}`;
}
