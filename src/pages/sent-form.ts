/**
 * The form as it was sent: urlencoded, as programs and older pages send it, or multipart, with pictures 照片. Words
 * come first in the form, so they are there whatever the pictures behind them are; what cannot be kept of a picture is
 * read and thrown away, because a browser shows no answer before it has sent everything.
 */
import '@fastify/multipart';
import type { MultipartFile } from '@fastify/multipart';
import { HttpException, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerAddress } from '../platform/base/address.js';
import { LARGEST_PICTURE } from '../platform/database/pictures/limits.js';
import { pictureTexts, pictureWords } from '../platform/database/pictures/picture.words.js';
import { pageTexts as t } from './page.texts.js';
import { fieldsOfPictures, type FormFault, type PictureField } from './views/form.js';

export interface SentPicture {
  field: PictureField;
  bytes: Buffer;
}

export interface SentForm {
  /** as a urlencoded body would give it */
  body: unknown;
  pictures: readonly SentPicture[];
  /** pictures that came and were not kept */
  faults: readonly FormFault[];
  /** of the page that says so */
  status: number;
}

const MIB = 1024 * 1024;
/** of all words together, as of a urlencoded body; up to here what is too long comes back with the page */
const WORDS_BYTES = MIB / 2;
/** of what is read and thrown away too; whoever chose a film gets the page back at once, if the browser reads it */
const BODY_BYTES = 100 * MIB;
/** of pictures that are being received or worked on, in one process, and from one address */
const HELD_BYTES = 128 * MIB;
const HELD_OF_ADDRESS = 48 * MIB;
/** for a whole form, on a bad line */
const FORM_TIMEOUT_MS = 180_000;
/**
 * More than one read of a socket brings. A part that the parser skips (without a name, with a line break in it) and
 * that fills this at the end of the body makes it wait for ever, and the form is never answered (@fastify/busboy
 * 3.2.6).
 */
const PART_BUFFER = MIB;
const LIMITS = {
  fieldNameSize: 100,
  fieldSize: WORDS_BYTES,
  fields: 30,
  fileSize: LARGEST_PICTURE,
  files: 10,
  parts: 40,
  headerPairs: 20,
};

class Intake implements SentForm {
  constructor(readonly address: string) {}

  readonly body: Record<string, string> = {};
  readonly pictures: SentPicture[] = [];
  readonly faults: FormFault[] = [];
  status = 422;
  words = 0;
  held = 0;
  /** fields for pictures so far, empty ones too */
  places = 0;

  refuse(status: number, field: FormFault['field'], message: string): void {
    // what the service lacks weighs more than what the picture has
    this.status = Math.max(this.status === 422 ? 0 : this.status, status);
    this.faults.push({ field, message });
  }
}

const isLimit = (e: unknown): boolean =>
  ['FST_FILES_LIMIT', 'FST_PARTS_LIMIT'].includes((e as { code?: string } | null)?.code ?? '');

@Injectable()
export class SentForms {
  private held = 0;
  private readonly heldOf = new Map<string, number>();

  /**
   * Reads the form and hands it over; what it holds of pictures counts until that is done. 413 for more words than a
   * form can have.
   */
  async read<T>(request: FastifyRequest, use: (form: SentForm) => Promise<T>): Promise<T> {
    if (!request.isMultipart()) return use({ body: request.body, pictures: [], faults: [], status: 422 });
    const form = new Intake(callerAddress(request));
    try {
      await this.receive(request, form);
      return await use(form);
    } finally {
      this.hold(form, -form.held);
    }
  }

  private hasRoom(address: string, bytes: number): boolean {
    return this.held + bytes <= HELD_BYTES && (this.heldOf.get(address) ?? 0) + bytes <= HELD_OF_ADDRESS;
  }

  private hold(form: Intake, bytes: number): void {
    this.held += bytes;
    form.held += bytes;
    const of = (this.heldOf.get(form.address) ?? 0) + bytes;
    if (of > 0) this.heldOf.set(form.address, of);
    else this.heldOf.delete(form.address);
  }

  private async receive(request: FastifyRequest, form: Intake): Promise<void> {
    let size = 0;
    const count = (chunk: Buffer): void => void (size += chunk.length);
    const deadline = setTimeout(() => request.raw.destroy(), FORM_TIMEOUT_MS);
    // what was not read to its end may still be coming
    for (const end of ['end', 'close']) request.raw.once(end, () => clearTimeout(deadline));
    deadline.unref();
    request.raw.on('data', count);
    const isTooMuch = (): boolean => size > BODY_BYTES || Number(request.headers['content-length']) > BODY_BYTES;
    try {
      for await (const part of request.parts({ limits: LIMITS, fileHwm: PART_BUFFER })) {
        if (part.type === 'field') this.word(form, part.fieldname, part.value, part.valueTruncated);
        else if (isTooMuch() || (await this.picture(form, part, isTooMuch)) === 'TOO_MUCH') {
          form.refuse(413, 'pictures', pictureTexts.tooMuch);
          request.raw.unpipe();
          request.raw.resume();
          break;
        }
      }
    } catch (e) {
      if (e instanceof HttpException) throw e;
      // more parts than our form has, cut off, or not multipart at all: what came of the words is given back
      if (isLimit(e)) form.refuse(422, 'pictures', pictureTexts.tooMany);
      else form.refuse(400, null, t.errors.cutOff);
    } finally {
      request.raw.off('data', count);
    }
  }

  private word(form: Intake, name: string, value: unknown, truncated: boolean): void {
    const words = typeof value === 'string' ? value : '';
    form.words += Buffer.byteLength(words);
    if (truncated || form.words > WORDS_BYTES) throw new HttpException('more words than a form has', 413);
    if (!Object.hasOwn(form.body, name)) form.body[name] = words;
  }

  private async picture(form: Intake, part: MultipartFile, isTooMuch: () => boolean): Promise<'TAKEN' | 'TOO_MUCH'> {
    const isOurs = part.fieldname === 'picture';
    const place = isOurs ? ++form.places : 0;
    const field = fieldsOfPictures[place - 1] ?? null;
    const kept: Buffer[] = [];
    let size = 0;
    let isBusy = false;
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (isTooMuch()) return 'TOO_MUCH';
      if (field === null || isBusy) continue;
      if (!this.hasRoom(form.address, chunk.length)) {
        isBusy = true;
        continue;
      }
      this.hold(form, chunk.length);
      kept.push(chunk);
    }
    if (!isOurs || (size === 0 && !part.filename)) return 'TAKEN';
    if (field === null) form.refuse(422, 'pictures', pictureTexts.tooMany);
    else if (isBusy) form.refuse(503, field, t.errors.picture(place, pictureWords.BUSY));
    else if (part.file.truncated) form.refuse(413, field, t.errors.picture(place, pictureWords.TOO_MANY_BYTES));
    else form.pictures.push({ field, bytes: Buffer.concat(kept) });
    return 'TAKEN';
  }
}
