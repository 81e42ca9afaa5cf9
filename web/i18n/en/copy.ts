import { count } from '../format-number.ts'

/** Copying: what is said when it worked, and when it did not. */
export const copy = {
  copy: 'Copy',
  copyId: (imageName: string, regionId: string) => `Copy image ID of ${imageName} in ${regionId}`,
  copiedId: (imageName: string) => `Copied image ID of ${imageName}`,
  copiedIds: (ids: number) => count('en', ids, { one: 'Copied # image ID', other: 'Copied # image IDs' }),
  failed: 'Not copied. The text is selected: press Ctrl+C or ⌘C.',
  byHand: 'Copy by hand',
  refusedText: 'The text to copy',
  dismiss: 'Dismiss',
  close: 'Close',
  more: (imageName: string, regionId: string) => `More ways to copy ${imageName} in ${regionId}`,
  forms: {
    id: 'Image ID',
    ids: 'Image IDs',
    'image-ids': 'ImageIds parameter',
    'hcl-resource': 'Terraform resource',
    'hcl-data': 'Terraform data source',
    'hcl-map': 'Terraform locals by region',
    'hcl-literal': 'Terraform variables',
    cli: 'CLI command',
    'cli-legacy': 'CLI command, older form',
    json: 'JSON',
    'json-map': 'JSON by region',
    'yaml-map': 'YAML by region',
    env: 'Environment variable',
    csv: 'CSV',
    markdown: 'Markdown table',
    'sdk-typescript': 'TypeScript SDK call',
    'sdk-python': 'Python SDK call',
    'sdk-go': 'Go SDK call',
    'sdk-java': 'Java SDK call',
    url: 'Link',
    curl: 'This list with curl',
  },
  buy: {
    china: (host: string) => `Buy on the China site (${host})`,
    international: (host: string) => `Buy on the international site (${host})`,
  },
  previewTitle: (images: number) => count('en', images, { one: 'Copy # image', other: 'Copy # images' }),
  form: 'Copy as',
  copySnippet: (form: string) => `Copy ${form}`,
  copiedSnippet: (form: string) => `Copied ${form}`,
  download: (fileName: string) => `Download ${fileName}`,
  replace: 'Replace before use:',
  oldData: (age: string) => `Old data: read ${age}.`,
  checkNow: 'Check now',
  checking: 'Asking Alibaba Cloud…',
  checked: (images: number, missing: number) =>
    missing === 0
      ? count('en', images, {
          one: 'Checked just now: the ID is current.',
          other: 'Checked just now: all # IDs are current.',
        })
      : count('en', missing, {
          one: 'Checked just now: # ID is not listed any more.',
          other: 'Checked just now: # IDs are not listed any more.',
        }),
}
