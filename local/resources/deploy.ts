import { account, region } from '../clients.ts'
import type { Stack } from '../template/assembly.ts'
import { deploy, type Outputs } from '../template/deploy.ts'
import type { Local } from './local.ts'
import { createTypes } from './types.ts'

const pseudo = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
}

/** Makes every stack run on this machine. */
export const deployTemplates = (stacks: Stack[], local: Local): Promise<Outputs> =>
  deploy(stacks, { types: createTypes(), local, pseudo, text: (text) => localAddress(text, local) })

/** Addresses that a template puts together from names; here the API and the issuer answer elsewhere. */
const localAddress = (text: string, { urls }: Local) =>
  text
    .replace(/https:\/\/[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g, urls.api)
    .replace(/https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/[\w-]+/g, urls.issuer)
