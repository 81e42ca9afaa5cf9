/** An element with attributes and children; texts become text nodes. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  made.append(...children)
  return made
}

/** The element of the document with this ID. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The document has no #${id}.`)
  return found
}

/** A text with every place of `query` marked. */
export function marked(text: string, query: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  const lower = text.toLowerCase()
  let from = 0
  for (let at = find(lower, query, 0); at >= 0; at = find(lower, query, from)) {
    fragment.append(text.slice(from, at), element('mark', {}, text.slice(at, at + query.length)))
    from = at + query.length
  }
  fragment.append(text.slice(from))
  return fragment
}

function find(text: string, query: string, from: number): number {
  return query === '' ? -1 : text.indexOf(query, from)
}
