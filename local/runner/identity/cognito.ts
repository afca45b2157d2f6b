import type { Operations } from '../core/aws-endpoint.ts'
import { ServiceError } from '../core/aws-endpoint.ts'
import type { State } from '../core/state.ts'
import { endSessions } from './sessions.ts'
import type { UserPool } from './user-pool.ts'
import { subjectOf, type User } from './users.ts'

type Attribute = { Name: string; Value?: string }
type Named = { Username: string }
type Created = Named & {
  UserAttributes?: Attribute[]
  TemporaryPassword?: string
  MessageAction?: 'RESEND' | 'SUPPRESS'
}
type Grouped = Named & { GroupName: string }

/** The operations of Cognito by which a program looks after the people of a pool. Each is safe to repeat, as there. */
export const createCognito = (pool: UserPool, state: State): Operations => {
  const find = ({ Username }: Named): User => {
    const user = pool.find(Username)
    if (!user) throw new ServiceError('UserNotFoundException', 'User does not exist.')
    return user
  }
  const regroup = ({ GroupName, ...named }: Grouped, belongs: boolean) => {
    const user = find(named)
    const others = user.groups.filter((group) => group !== GroupName)
    pool.save({ ...user, groups: belongs ? [...others, GroupName] : others })
  }
  const invite = (user: User) => {
    pool.save(user)
    state.put('email', `invitation.${user.email}.${Date.now()}`, invitationTo(user))
    return { User: { ...described(user), Attributes: attributesOf(user) } }
  }
  const resend = (named: Named) => {
    const user = find(named)
    if (!user.invited) throw new ServiceError('UnsupportedUserStateException', 'Resend not possible.')
    return invite(user)
  }
  const create = ({ Username, UserAttributes = [], TemporaryPassword, MessageAction }: Created) => {
    if (pool.find(Username)) throw new ServiceError('UsernameExistsException', 'User account already exists')
    const [name, phone] = [attributeIn(UserAttributes, 'name'), attributeIn(UserAttributes, 'phone_number')]
    const user: User = { email: Username.toLowerCase(), name, groups: [], ...(phone && { phone }) }
    // As there: no password is made where codes may take its place.
    const isPasswordless = !TemporaryPassword && pool.firstFactors.some((factor) => factor.endsWith('_OTP'))
    if (isPasswordless) pool.save({ ...user, passwordless: true })
    else if (MessageAction === 'SUPPRESS') pool.save({ ...user, invited: true })
    else return invite({ ...user, invited: true })
    return { User: { ...described(user), Attributes: attributesOf(user) } }
  }
  const update = ({ UserAttributes = [], ...named }: Created) => {
    const { phone, ...user } = find(named)
    const changed = attributeIn(UserAttributes, 'phone_number') ?? phone
    pool.save({ ...user, ...(changed && { phone: changed }) })
  }
  const silently = (work: (input: never) => void) => async (input: never) => {
    work(input)
    return {}
  }
  return inService({
    AdminCreateUser: async (input: Created) =>
      input.MessageAction === 'RESEND' ? resend(input) : create(input),
    AdminGetUser: async (input: Named) => {
      const user = find(input)
      return { ...described(user), UserAttributes: attributesOf(user) }
    },
    AdminListGroupsForUser: async (input: Named) => ({
      Groups: find(input).groups.map((GroupName) => ({ GroupName })),
    }),
    AdminAddUserToGroup: silently((input: Grouped) => regroup(input, true)),
    AdminRemoveUserFromGroup: silently((input: Grouped) => regroup(input, false)),
    AdminEnableUser: silently((input: Named) => pool.save({ ...find(input), disabled: false })),
    AdminDisableUser: silently((input: Named) => pool.save({ ...find(input), disabled: true })),
    AdminUpdateUserAttributes: silently(update),
    AdminUserGlobalSignOut: silently((input: Named) => endSessions(state, find(input).email)),
  })
}

const inService = (operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      `AWSCognitoIdentityProviderService.${name}`,
      operation,
    ]),
  )

const described = ({ email, disabled, invited }: User) => ({
  Username: subjectOf(email),
  Enabled: !disabled,
  UserStatus: invited ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED',
})

const attributeIn = (attributes: Attribute[], name: string) =>
  attributes.find(({ Name }) => Name === name)?.Value

const attributesOf = ({ email, name }: User): Attribute[] => [
  { Name: 'sub', Value: subjectOf(email) },
  { Name: 'email', Value: email },
  ...(name === undefined ? [] : [{ Name: 'name', Value: name }]),
]

const invitationTo = ({ email }: User) => ({
  to: email,
  subject: 'Your invitation',
  body: 'You can sign in now. On this machine no password is asked for.',
  at: new Date().toISOString(),
})
