/** Bytes that a browser sends alone, one request each: a file, a photographed form, a page with its seal. */
import { HttpException } from '@nestjs/common';
import type { Refusal } from '../base/refusal.js';

/** STORAGE_LOW too: too large for what is left, for a while (RFC 9110); the words of a 5xx would not reach anybody */
const STATUS: Readonly<Record<string, number>> = {
  TOO_LARGE: 413,
  UPLOAD_QUOTA: 429,
  STORAGE_LOW: 413,
  NOT_FOUND: 404,
  INVALID_INPUT: 422,
};

/**
 * The body of an upload; `mark` is the header x-yifayima-upload, which no form of a foreign site can set.
 *
 * @throws HttpException 400 without the mark, and for what is no application/octet-stream or empty; `what` is sent
 */
export function sentBytes(mark: string | undefined, body: unknown, what: string): Buffer {
  if (mark === undefined) throw new HttpException('上传需要 x-yifayima-upload 请求头。', 400);
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw new HttpException(`请以 application/octet-stream 上传${what}，${what}不能是空的。`, 400);
  return body;
}

/** How an upload that is refused is answered */
export const uploadRefused = ({ code, message }: Refusal): HttpException =>
  new HttpException(message, STATUS[code] ?? 400);
