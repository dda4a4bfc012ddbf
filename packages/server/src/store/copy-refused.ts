/** A copy, a backup or a restore cannot be done as things are; nothing was lost. Speaks to the operator. */
export class CopyRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CopyRefused';
  }
}
