import { type ErrorCode, isAppError } from '#shared/contract/errors.ts'

/** What went wrong and what to do, in one line each, for the command line. */
const remedies: Readonly<Partial<Record<ErrorCode, string>>> = {
  'image.notAnImage': 'This is no image. Give a JPEG, PNG, TIFF, BMP or WebP photograph.',
  'image.unsupportedFormat': 'This format is not opened. Export the photograph as JPEG, PNG, TIFF, BMP or WebP.',
  'image.truncated': 'The file is cut off or damaged. Copy it again from its source.',
  'image.empty': 'The file is empty. Copy it again from its source.',
  'image.tooSmall': 'The picture is too small to show a retina.',
  'image.tooLarge': 'The picture has too many pixels. Reduce it to at most 120 megapixels.',
  'image.fileTooLarge': 'The file is too large. Export it again with compression.',
  'file.notFound': 'There is no such file.',
  'file.noPermission': 'The file or folder may not be read or written. Change its permissions.',
  'file.diskFull': 'The disk is full. Make room and run the command again.',
  'file.unreadable': 'The file cannot be read.',
  'file.cannotWrite': 'The results cannot be written there. Choose another folder.',
  'model.missing': 'A model pack is missing. Run `retinadesk doctor`.',
  'model.wrongHash': 'A model file is not the one of its card. Install the pack again.',
  'model.badCard': 'A model card cannot be used. Install the pack again.',
  'model.cannotRun': 'A model cannot be run on this machine. Run `retinadesk doctor`.',
  'language.missing':
    'There is no such language model. Fetch the small one with `npm run language-model`, or name a GGUF.',
  'language.notGguf': 'This is no GGUF file that can be read. Download it again.',
  'language.cannotRun': 'The language model cannot be run here. Try a smaller one, or --language-model composer.',
  'reader.notInstalled': 'The runtime of vision-language models is not installed. Run `node scripts/second-reader.ts`.',
  'reader.gone': 'The model or the projector is not there. Check --model and --mmproj.',
  'reader.cannotRun': 'The vision-language model cannot be run here. Try a smaller one, or --cpu.',
  'reader.noPair': 'Model and projector do not belong together. Give the mmproj file that came with the model.',
  'endpoint.badSetting': 'The endpoint cannot be used. Give --endpoint http(s)://host/v1 and --endpoint-model NAME.',
  'endpoint.refused': 'The endpoint refuses the request. Check its address, model and key.',
  'endpoint.unavailable': 'The endpoint does not answer. Check that it runs.',
  'knowledge.unusable': 'A page of the knowledge base cannot be used. Install the app again, or mend the page.',
  'engine.crashed': 'An engine ended unexpectedly. Run the command again; with --cpu if it happens twice.',
  'engine.timedOut': 'An engine took too long. Run the command again with more --threads.',
  'engine.unavailable': 'An engine cannot be started. Run `retinadesk doctor`.'
}

/** One line for an error: its code and what to do. A bug is told by its kind only. */
export function describeError(error: unknown): string {
  if (!isAppError(error)) return 'internal.unexpected: something went wrong inside RetinaDesk.'
  return `${error.code}: ${remedies[error.code] ?? 'something went wrong inside RetinaDesk.'}`
}
