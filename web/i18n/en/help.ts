export const help = {
  title: 'Help',
  intro: 'What the keyboard can do, what the data means, and where everything is kept.',
  contents: 'On this page',
  asOf: 'What “as of” means',
  asOfText: [
    'Alibaba Cloud gives no dates with its images. A time on this page is always the time when this server last read the whole list of a region.',
    'ListImages is documented at ten calls a minute per account. So the server keeps the lists, rereads them in turn, and never shows half of one: each list comes from a single answer.',
    '“First seen” and “last seen” are when this server saw the image, not when it was made. It knows nothing of the time before it first ran.',
    'When a list cannot be read, the older one stays usable, and the page says how old it is and why. Refresh the region before an ID goes into something that is hard to undo.',
  ],
  careTitle: 'A changed ID can reset a server',
  careText:
    'In Terraform, a changed image_id resets the server, and a reset clears its disk. The Terraform resource copied here ignores such changes; take that line out only if you want the reset.',
  shortcuts: 'Keyboard shortcuts',
  shortcutsText: 'None of them acts while you type. They can be switched off in the preferences.',
  forms: 'Copy forms',
  formsText:
    'Each names image, region and age in a comment. A link opens its preview in the form that its “as” names, for example',
  formColumns: ['Form', 'In an address', 'What it is'],
  formKinds: {
    text: 'Plain text',
    hcl: 'Terraform, as HCL',
    shell: 'For a shell; placeholders are listed above it',
    json: 'JSON',
    yaml: 'YAML',
    csv: 'For a spreadsheet; cells that look like formulas are made harmless',
    markdown: 'For a ticket or a README',
    typescript: 'With the official TypeScript SDK',
    python: 'With the official Python SDK',
    go: 'With the official Go SDK',
    java: 'With the official Java SDK',
  },
  policy: 'What the key may do',
  policyText:
    'Two read permissions are enough. This policy of Resource Access Management (RAM) grants them over TLS and from one address only, and denies everything else even where a broader policy is attached later.',
  policyHints: [
    'Put your server’s address in place of 203.0.113.7/32, or leave the address out where it changes.',
    'Leave out the denial where the RAM user has other duties.',
    'Never use the key of the root account; rotate a long-lived key at least every 90 days.',
    'The policy was written from Alibaba Cloud’s documentation and not yet tried on a live account.',
  ],
  kept: 'Where data is kept',
  keptWhere: [
    [
      'On the server, in DATA_DIR',
      'The lists of images and regions, and what changed in them. No key: keys live in the memory of the process only.',
    ],
    [
      'In this browser',
      'Preferences, favorite and recent regions, and the selected images; where the preferences say so, the page and its last lists too. Nobody else sees them; “Reset all” in the preferences forgets all but the selection.',
    ],
    [
      'In the address',
      'What you look at: region, type, platform, search, order, view, columns. A link carries it to others.',
    ],
    ['After the # of an address', 'Image IDs to look up. Browsers do not send that part to servers.'],
    ['Nowhere else', 'The page loads nothing from other sites and reports to none.'],
  ],
}
