/** A photo on its way to the agent: small enough to be sent and kept, large enough to read a label. */
import { post } from './ask.js';

const LONGEST_PX = 1600;
const QUALITY = 0.8;

/** @returns its name, for the field `photo` of a request @throws {AskError} {Error} what was chosen is no picture */
export async function handIn(file: Blob): Promise<string> {
  const { photo } = await post<{ readonly photo: string }>('photos', await reduced(file));
  return photo;
}

async function reduced(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error('expected a picture that this browser can show: JPEG or PNG');
  });
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob) resolve(blob);
        else reject(new Error('this browser could not make the picture smaller'));
      },
      'image/jpeg',
      QUALITY,
    );
  });
}
