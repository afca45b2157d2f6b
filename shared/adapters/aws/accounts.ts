import { randomBytes } from 'node:crypto'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider'
import { agentOfSubject, subjectOfAgent } from '#domain/agents/subject.ts'
import type { App } from '#domain/app.ts'
import { type AgentId, isWorkspaceId, type WorkspaceId } from '#domain/ids.ts'
import { nameOperations } from './name-operations.ts'

const createClient = () =>
  nameOperations(
    new CognitoIdentityProviderClient({
      requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    }),
  )

/**
 * The accounts of a Cognito user pool whose usernames are UUIDs and whose groups are `<workspace>` and
 * `<workspace>.admin`. Cognito mails the invitations, and sends codes to whoever has no password. All of it is safe to repeat.
 */
export const createAccounts = (UserPoolId: string, client = createClient()): App['accounts'] => {
  const userOf = (id: AgentId) => ({ UserPoolId, Username: subjectOfAgent(id) })
  const create = async (person: Person, more: Partial<AdminCreateUserCommandInput>) => {
    const asked = { UserPoolId, Username: person.email, UserAttributes: attributesOf(person), ...more }
    const { User } = await client.send(new AdminCreateUserCommand(asked))
    return { id: idIn(User?.Attributes), workspaces: [] }
  }
  const find = async (Username: string) => {
    const named = { UserPoolId, Username }
    const { UserAttributes } = await client.send(new AdminGetUserCommand(named))
    const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand(named))
    return { id: idIn(UserAttributes), workspaces: workspacesIn(Groups) }
  }
  const open = (person: Person, more: Partial<AdminCreateUserCommandInput>) =>
    create(person, more).catch((error) => {
      if (isNamed(error, 'UsernameExistsException')) return find(person.email)
      throw error
    })
  return {
    open: (person) => open(person, invitation()),
    openForCodes: (person) => open(person, { MessageAction: 'SUPPRESS' }),
    setCodePhone: async (id, phone) => {
      const UserAttributes = phoneAttributes(phone)
      await client.send(new AdminUpdateUserAttributesCommand({ ...userOf(id), UserAttributes }))
    },
    inviteAgain: async (id) => {
      const again = { ...userOf(id), MessageAction: 'RESEND' as const, ...invitation() }
      try {
        await client.send(new AdminCreateUserCommand(again))
        return 'invited'
      } catch (error) {
        if (isNamed(error, 'UnsupportedUserStateException')) return 'joined'
        if (isNamed(error, 'UserNotFoundException')) return 'no account'
        throw error
      }
    },
    update: async ({ id, workspace, role, active }) => {
      const user = userOf(id)
      const admins = { ...user, GroupName: `${workspace}.admin` }
      try {
        if (!active) {
          // Disabled alone, the tokens of today would work on after an activation.
          await client.send(new AdminUserGlobalSignOutCommand(user))
          await client.send(new AdminDisableUserCommand(user))
          return true
        }
        await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName: workspace }))
        if (role === 'admin') await client.send(new AdminAddUserToGroupCommand(admins))
        else await client.send(new AdminRemoveUserFromGroupCommand(admins))
        await client.send(new AdminEnableUserCommand(user))
        return true
      } catch (error) {
        if (isNamed(error, 'UserNotFoundException')) return false
        throw error
      }
    },
  }
}

type Person = { email: string; name: string; phone?: string }

const attributesOf = ({ email, name, phone }: Person): AttributeType[] => [
  { Name: 'email', Value: email },
  { Name: 'email_verified', Value: 'true' },
  { Name: 'name', Value: name },
  ...(phone ? phoneAttributes(phone) : []),
]

/** An empty value takes an attribute away. */
const phoneAttributes = (phone = ''): AttributeType[] => [
  { Name: 'phone_number', Value: phone },
  ...(phone ? [{ Name: 'phone_number_verified', Value: 'true' }] : []),
]

/** In a pool where codes may take the place of passwords, Cognito makes no password by itself. */
const invitation = () => ({
  TemporaryPassword: `${randomBytes(18).toString('base64url')}aA1!`,
  DesiredDeliveryMediums: ['EMAIL' as const],
})

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

const idIn = (attributes: AttributeType[] = []): AgentId => {
  const subject = attributes.find(({ Name }) => Name === 'sub')?.Value
  if (!subject) throw new Error('Cognito gave an account without a subject.')
  return agentOfSubject(subject)
}

const workspacesIn = (groups: { GroupName?: string }[]): WorkspaceId[] =>
  groups.map(({ GroupName }) => GroupName).filter(isWorkspaceId)
