/** Creates an element with attributes and children; strings become text nodes. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElement {
  const created = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, value)
  created.append(...children)
  return created
}

/** The element of the document with this ID. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The document has no #${id}.`)
  return found
}

/** The text with every match of `query` marked. */
export function marked(text: string, query: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  const lower = text.toLowerCase()
  let from = 0
  for (let index = find(lower, query, 0); index >= 0; index = find(lower, query, from)) {
    fragment.append(text.slice(from, index), element('mark', {}, text.slice(index, index + query.length)))
    from = index + query.length
  }
  fragment.append(text.slice(from))
  return fragment
}

function find(text: string, query: string, from: number): number {
  return query === '' ? -1 : text.indexOf(query, from)
}
