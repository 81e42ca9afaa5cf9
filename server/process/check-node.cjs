// Runs before anything else in `npm start`. Plain CommonJS, because a Node.js that is too old cannot load TypeScript.
const { engines } = require('../../package.json')

const needed = engines.node.replace('>=', '')
const [major = 0, minor = 0] = needed.split('.').map(Number)
const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)
if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
  process.stderr.write(
    `Node.js ${needed} or later is required, and this is ${process.versions.node}: ` +
      'install a newer one, or run npm ci, which installs one for npm start.\n',
  )
  // EX_CONFIG of sysexits.h, as for every other problem with the configuration.
  process.exit(78)
}
