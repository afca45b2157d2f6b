import { account, region } from '../core/clients.ts'
import type { Stack } from '../template/assembly.ts'
import { deploy, type Outputs } from '../template/deploy.ts'
import { readRoles } from '../template/roles.ts'
import { localDistributions } from './cloudfront.ts'
import type { Platform, PlatformType } from './platform.ts'
import { createTypes } from './types.ts'

const pseudo = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
}

/** Makes every stack run on this machine; `more` are types that the runner does not know by itself. */
export const deployTemplates = (
  stacks: Stack[],
  platform: Platform,
  more: Record<string, PlatformType> = {},
): Promise<Outputs> => {
  for (const [role, actions] of readRoles(stacks)) platform.roles.set(role, actions)
  return deploy(stacks, {
    types: { ...createTypes(), ...more },
    platform,
    pseudo,
    text: (text) => localAddress(text, platform),
  })
}

/** Addresses that a template puts together from names; here APIs, distributions and the issuer answer elsewhere. */
const localAddress = (text: string, platform: Platform) =>
  localDistributions(text, platform)
    .replace(
      /https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g,
      (address, id) => platform.apis.find((api) => api.id === id)?.url ?? address,
    )
    .replace(/https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/[\w-]+/g, platform.urls.issuer)
    .replace(/https:\/\/[a-z0-9-]+\.auth\.[a-z0-9-]+\.amazoncognito\.com/g, platform.urls.issuer)
