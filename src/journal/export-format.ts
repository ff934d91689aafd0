/** The first line of an exported stream. */

export const EXPORT_FORMAT = "inquest-export/1";

export interface ExportHeader {
  readonly installation: string;
  readonly stream: string;
  readonly size: number;
  /** Base64; null after an erasure. */
  readonly salt: string | null;
  /** The newest signed head; null where none was signed. */
  readonly head: string | null;
  /** In the form of C2SP signed notes, the oldest first. */
  readonly publicKeys: readonly string[];
}
