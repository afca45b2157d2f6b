import { expect, test } from 'vitest'
import { crmLinkOf, isCrmLink } from '#contract/crm-link.ts'

test.each([
  'https://crm.example.com/contacts/{external_id}',
  'https://crm.example.com:8443/find?phone={phone}',
  'https://crm.example.com/{external_id.my-crm}#{phone}',
])('%s is a link to a customer', (template) => {
  expect(isCrmLink(template)).toBe(true)
})

test.each([
  ...['http://crm.example.com/{phone}', 'javascript:alert({phone})', '//crm.example.com/{phone}', '{phone}'],
  ...[
    'https://{external_id}.example.com/',
    'https://crm.example.com{phone}/',
    'https://{phone}@crm.example.com/',
  ],
  ...[
    'https://ana:secret@crm.example.com/{phone}',
    'https://crm.example.com/',
    'https://crm.example.com/{name}',
  ],
  ...[
    'https://crm.example.com/{phone',
    'https://crm.example.com/ {phone}',
    'https://crm.example.com\\{phone}',
  ],
])('%s is none', (template) => {
  expect(isCrmLink(template)).toBe(false)
})

const phone = '+12065550123'

test('a link holds what the customer is known by, and nothing of it ends the address', () => {
  const known = { phone, externalIds: { crm: 'a/b?c#d' } }
  expect(crmLinkOf('https://crm.example.com/{external_id}?p={phone}', known)).toBe(
    'https://crm.example.com/a%2Fb%3Fc%23d?p=%2B12065550123',
  )
})

test('where several systems know the customer the template says which', () => {
  const known = { phone, externalIds: { crm: '1', billing: '2' } }
  expect(crmLinkOf('https://crm.example.com/{external_id.billing}', known)).toBe('https://crm.example.com/2')
  expect(crmLinkOf('https://crm.example.com/{external_id}', known)).toBeUndefined()
  expect(crmLinkOf('https://crm.example.com/{external_id.erp}', known)).toBeUndefined()
  expect(crmLinkOf('https://crm.example.com/{external_id}', { phone, externalIds: {} })).toBeUndefined()
})
