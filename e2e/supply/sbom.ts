import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

import * as v from 'valibot'

import { locked, nameIn, packageJson, shippedFolders } from './lockfile.ts'

const component = v.looseObject({ 'bom-ref': v.string() })
const bomSchema = v.looseObject({
  metadata: v.looseObject({ component: v.looseObject({ name: v.string() }) }),
  components: v.array(component),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) })),
})

/**
 * npm names the root after its folder, and `--omit dev` also drops shipped packages that a development tool needs: this
 * corrects both.
 */
function shippedBom(): v.InferOutput<typeof bomSchema> {
  const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const text = execFileSync('npm', ['sbom', ...options], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const all = v.parse(bomSchema, JSON.parse(text))
  const shipped = new Set(
    shippedFolders().map((folder) => `${nameIn(folder)}@${locked.get(folder)?.version}`),
  )
  const own = all.dependencies.find(({ ref }) => !all.components.some((item) => item['bom-ref'] === ref))
  return {
    ...all,
    metadata: { ...all.metadata, component: { ...all.metadata.component, name: packageJson.name } },
    components: all.components.filter((item) => shipped.has(item['bom-ref'])),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === own?.ref || shipped.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((name) => shipped.has(name)) })),
  }
}

const [file = 'sbom.cdx.json'] = process.argv.slice(2)
const bom = shippedBom()
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
process.stdout.write(`${bom.components.length} packages: ${file}\n`)
