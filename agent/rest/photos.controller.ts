/** Photos to go with an answer: handed in first, named by their hash in the request then. */
import type { ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { photoIn, photoOf } from '../record/photos.js';
import type { LabRecord } from '../record/record.js';
import { RECORD } from '../tokens.js';
import { RestError } from './rest-error.js';
import { Rule } from './route-rule.js';

/** A photo of a telephone, made smaller by the page, has a tenth of that. */
export const MOST_BYTES = '2mb';

const kept = z.object({
  photo: z.string().describe('SHA-256 of its bytes, for the field photo of a request'),
});

@Controller()
export class PhotosController {
  constructor(@Inject(RECORD) private readonly record: LabRecord) {}

  @Post('photos')
  @HttpCode(200)
  @Rule({
    role: 'operator',
    summary: `keeps a photo, JPEG or PNG of at most ${MOST_BYTES}, as the body`,
    bytes: 'image/*',
    answer: kept,
  })
  async keep(@Body() body: unknown): Promise<z.infer<typeof kept>> {
    const photo = Buffer.isBuffer(body) ? photoIn(body) : undefined;
    if (!photo)
      throw new RestError(
        'malformed',
        'expected the bytes of a JPEG or PNG, with type image/jpeg or image/png',
      );
    return { photo: await this.record.keepPhoto(photo) };
  }

  @Get('photos/:photo')
  @Rule({ role: 'viewer', summary: 'a photo that somebody handed in', media: 'image/*' })
  async show(
    @Param('photo') name: string,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<StreamableFile> {
    const photo = await photoOf(this.record.db, name);
    if (!photo) throw new RestError('not-found', `there is no photo ${name}`);
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    );
    return new StreamableFile(photo.bytes, { type: photo.mediaType });
  }
}
