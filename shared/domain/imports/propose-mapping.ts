import { parsePhone } from '../phones/phone.ts'
import { type Field, fieldsOf, type Import, type Mapping } from './import.ts'

/** How headers call a field, in English, Spanish and French, and in the files of Twilio and AWS: the surest first. */
const namesOf: Record<Field, string[]> = {
  phone: [
    ...['phone', 'phone number', 'optedoutnumber', 'mobile', 'cell', 'msisdn', 'recipient'],
    ...['telefono', 'movil', 'celular', 'numero de telefono', 'destinatario'],
    ...['telephone', 'portable', 'numero de telephone', 'destinataire', 'to', 'number', 'numero'],
    'contact id',
  ],
  number: [
    'sender id',
    'our number',
    'origination number',
    'sender',
    'nuestro numero',
    'notre numero',
    'from',
  ],
  at: [
    ...['optedouttimestamp', 'date of consent', 'opted out at', 'opt out date', 'unsubscribed at'],
    ...['date', 'timestamp', 'time', 'at', 'fecha', 'fecha de baja', 'date de desinscription'],
  ],
  reason: ['reason', 'opt out reason', 'note', 'comment', 'motivo', 'motif', 'raison', 'source'],
  name: ['name', 'full name', 'contact name', 'customer', 'nombre', 'nombre completo', 'nom', 'nom complet'],
  email: [
    'email',
    'e mail',
    'email address',
    'mail',
    'correo',
    'correo electronico',
    'courriel',
    'adresse e mail',
  ],
  external_id: ['external id', 'customer id', 'contact id', 'crm id', 'id', 'id de cliente', 'id client'],
  // No "state": lists of customers have one, and it is where they live.
  status: ['status', 'consent status', 'opt out status', 'opted out', 'opt out', 'unsubscribed', 'statut'],
}

const folded = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Which column holds what: by the words of its header; the phones by what they look like, where no header says so. */
export const proposeMapping = (
  what: Import['what'],
  columns: string[],
  rows: string[][],
  country: string,
): Mapping => {
  const mapping: Mapping = {}
  const free = new Set(columns)
  for (const field of fieldsOf[what]) {
    const found = namesOf[field].flatMap((name) => [...free].filter((column) => folded(column) === name))[0]
    const column = found ?? (field === 'phone' ? columnOfPhones(columns, rows, country) : undefined)
    if (column === undefined) continue
    mapping[field] = column
    free.delete(column)
  }
  return mapping
}

const columnOfPhones = (columns: string[], rows: string[][], country: string): string | undefined => {
  const counts = columns.map((_, i) => rows.filter((cells) => isPhone(cells[i] ?? '', country)).length)
  const most = Math.max(0, ...counts)
  return most * 2 > rows.length ? columns[counts.indexOf(most)] : undefined
}

export const isPhone = (text: string, country: string): boolean =>
  /\d{6}/.test(text.replace(/[\s().-]/g, '')) && parsePhone(text, country) !== undefined
