import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TemplateError } from './error.ts'

export type TemplateResource = {
  Type: string
  Properties?: Record<string, unknown>
  Condition?: string
}

export type Template = {
  Parameters?: Record<string, { Type: string; Default?: unknown }>
  Conditions?: Record<string, unknown>
  Resources?: Record<string, TemplateResource>
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown }; Condition?: string }>
}

/** A stack of a cloud assembly. `assets` maps the key of an uploaded file to the file or directory it is made of. */
export type Stack = { name: string; template: Template; assets: Map<string, string> }

type Artifact = {
  type: string
  dependencies?: string[]
  properties?: { templateFile?: string; stackName?: string; file?: string; directoryName?: string }
}

type AssetManifest = {
  files?: Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>
}

/** Reads the stacks that `cdk synth` wrote to a directory, each after those it depends on. */
export const readAssembly = (directory: string): Stack[] => {
  const { artifacts } = readJson<{ artifacts: Record<string, Artifact> }>(directory, 'manifest.json')
  const visited = new Set<string>()
  const stacks: Stack[] = []
  const visit = (id: string) => {
    const artifact = artifacts[id]
    if (!artifact || visited.has(id)) return
    visited.add(id)
    artifact.dependencies?.forEach(visit)
    stacks.push(...readArtifact(directory, id, artifact, artifacts))
  }
  Object.keys(artifacts).forEach(visit)
  return stacks
}

const readArtifact = (
  directory: string,
  id: string,
  { type, properties = {}, dependencies = [] }: Artifact,
  artifacts: Record<string, Artifact>,
): Stack[] => {
  if (type === 'cdk:cloud-assembly') return readAssembly(join(directory, properties.directoryName ?? id))
  if (type !== 'aws:cloudformation:stack') return []
  const name = properties.stackName ?? id
  const template = readTemplate(directory, name, properties.templateFile)
  const manifests = dependencies.flatMap((dependency) => artifacts[dependency]?.properties?.file ?? [])
  return [{ name, template, assets: readAssets(directory, manifests) }]
}

const sections = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Rules',
  'Parameters',
  'Conditions',
  'Resources',
  'Outputs',
])

const readTemplate = (directory: string, stack: string, file: string | undefined): Template => {
  if (!file) throw new TemplateError(`Stack ${stack} has no template file.`)
  const template = readJson<Template>(directory, file)
  for (const section of Object.keys(template))
    if (!sections.has(section))
      throw new TemplateError(`Stack ${stack}: the template section "${section}" is not understood locally.`)
  return template
}

const readAssets = (directory: string, manifests: string[]) => {
  const assets = new Map<string, string>()
  for (const manifest of manifests)
    for (const { source, destinations } of Object.values(
      readJson<AssetManifest>(directory, manifest).files ?? {},
    ))
      for (const { objectKey } of Object.values(destinations))
        assets.set(objectKey, join(directory, source.path))
  return assets
}

const readJson = <T>(directory: string, file: string): T =>
  JSON.parse(readFileSync(join(directory, file), 'utf8'))
