/** The process cannot start for a foreseen reason; the message is a sentence for whoever started it. */
export class StartError extends Error {
  override name = 'StartError'
}
