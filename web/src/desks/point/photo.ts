/** A photograph as it goes over a bad line: upright, no larger than a form needs to be read. */

/** Pixels of the longer side: handwriting of an A4 form is read at 200 to the inch */
const SIDE = 2200;
const QUALITY = 0.82;

/** Smaller where the browser can read it and that saves anything; else the bytes as they are, which the service judges */
export async function smaller(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    return made !== null && made.size < file.size ? made : file;
  } catch {
    return file;
  }
}
