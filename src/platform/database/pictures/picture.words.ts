/**
 * The words about pictures sent with an opinion 照片: each says what to do, and none of them keeps the words of the
 * resident from being taken.
 */
import type { PictureFault } from './fault.rules.js';

export const PICTURES_PER_OPINION = 3;

/** Behind “第2张照片：”; a fault of one picture */
export const pictureWords: { readonly [F in PictureFault]: string } = {
  EMPTY: '是空的，请重新选一张。',
  HEIC: '是 HEIC 格式，这里收不了。请在手机“设置”里把相机格式改成“兼容性最佳”再拍一张，或者打开照片截一张图，传截图。',
  WEBP: '是 WebP 格式，这里收不了。请打开照片截一张图，传截图。',
  GIF: '是动图（GIF），这里收不了。请打开照片截一张图，传截图。',
  TIFF: '是 TIFF 格式，这里收不了。请打开照片截一张图，传截图。',
  SVG: '是 SVG 格式，这里收不了。请打开照片截一张图，传截图。',
  FORMAT_UNKNOWN: '不是照片，或者格式收不了。请选手机拍的照片（JPG）或者截图（PNG）。',
  TRUNCATED: '不完整，可能没有下载完。请先在手机里打开看看，再重新选。',
  DAMAGED: '打不开，可能已经损坏。请打开照片截一张图，传截图。',
  UNUSUAL: '的格式不常见，这里收不了。请打开照片截一张图，传截图。',
  TOO_SMALL: '太小，看不清。请传原来的照片。',
  TOO_MANY_PIXELS: '尺寸太大（最多 5000 万像素，长边 12000 像素）。请打开照片截一张图，传截图。',
  TOO_MANY_BYTES: '太大（每张最多 10 MB）。请打开照片截一张图，传截图。',
  TOO_LONG: '处理得太久，没有收下。请打开照片截一张图，传截图。',
  BUSY: '还没有收下：现在传照片的人太多。请过一会儿再点“提交”，或者不附照片提交。',
};

export const pictureTexts = {
  tooMuch: '选的文件太大，可能是录像。照片每张最多 10 MB，请重新选。',
  tooMany: `照片最多 ${PICTURES_PER_OPINION} 张，请少选几张。`,
  quota: '今天收到的照片太多，暂时收不了。请不附照片提交；也可以明天再来传照片。',
  storage: '现在存不下照片。请不附照片提交，您写的话照样收。',
};
