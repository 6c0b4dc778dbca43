/** GET /l/:code as bytes: rendered and compressed once for all codes of a law. */
import { Injectable } from '@nestjs/common';
import { LruCache } from '../platform/base/lru-cache.js';
import type { Size } from './display.rules.js';
import type { OpenedDraft } from './public-draft.service.js';
import { countOf, draftFrame, DraftPage, OWN_MARK, type OwnPart, ownParts } from './views/draft.js';
import { wholeDocument } from './views/layout.js';
import { SharedPiece, Woven } from './woven.js';

/** Pages as text and compressed, some 70 kB each */
const PAGES_BYTES = 32e6;
/** Answers put together under one code, as gzip, some 10 kB each */
const ANSWERS_BYTES = 16e6;
/** Of an entry, beside its page: its key, and what stands around it */
const AROUND = 2000;

interface SharedPage {
  /** shared pieces, and between each two of them a part of its own */
  pieces: readonly (SharedPiece | OwnPart)[];
  bytes: number;
}

@Injectable()
export class DraftPages {
  /** The key says all that a page shows but the parts of its own, the days left among it. */
  private readonly shared = new LruCache<SharedPage>(PAGES_BYTES, (page) => page.bytes + AROUND);
  /** The key says those too. */
  private readonly answers = new LruCache<Woven>(ANSWERS_BYTES, (answer) => answer.gzip().length + AROUND);

  /** One part of the text, the nearest where there is no such part */
  page(opened: OpenedDraft, part: number, size: Size): Woven {
    const { head, draftId, reading } = opened;
    const at = Math.min(Math.max(1, part), Math.max(1, reading.parts.length));
    const { code: _code, printedCode: _printed, point: _point, ...shared } = head;
    const key = JSON.stringify([draftId, at, size, shared]);
    return this.answers.get(JSON.stringify([head.code, head.point]) + key, () => {
      const page = this.shared.get(key, () => {
        const { parts, amending, deleted } = reading;
        const view = { ...shared, articles: countOf(parts), parts, at, amending, deleted };
        return sharedPage(wholeDocument(<DraftPage view={view} frame={draftFrame(at, size)} />));
      });
      const own = ownParts(head);
      return new Woven(page.pieces.map((p) => (p instanceof SharedPiece ? p : own[p])));
    });
  }
}

/** Cut at the marks: every second piece is the name of one */
function sharedPage(html: string): SharedPage {
  const pieces = html.split(OWN_MARK).map((p, at) => (at % 2 === 0 ? new SharedPiece(p) : (p as OwnPart)));
  return { pieces, bytes: pieces.reduce((n, p) => n + (p instanceof SharedPiece ? p.bytes : 0), 0) };
}
