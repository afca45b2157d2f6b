import { type FormEvent, useId, useState } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Contact } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { words } from '../words/words.ts'
import { type ContactFields, changesOf, differingFields, fieldsOf } from './contact-fields.ts'
import './contact-editor.css'

type EditorProps = { contact: Contact; close(): void }

/** The details of a customer. Where somebody else saved meanwhile, both versions stand beside each other. */
const ContactEditor = ({ contact, close }: EditorProps) => {
  const { api, store, following } = useDesk()
  const [before, setBefore] = useState(contact)
  const [fields, setFields] = useState(() => fieldsOf(contact))
  const [trouble, setTrouble] = useState('')
  const [isChanged, setChanged] = useState(false)
  const set = (change: Partial<ContactFields>) => setFields({ ...fields, ...change })
  const saved = fieldsOf(before)
  const differing = isChanged ? differingFields(fields, saved) : []
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTrouble('')
    try {
      const body = changesOf(before, fields)
      const row = await api.editContact({ id: contact.id, ifMatch: before.version, body })
      store.apply([{ t: 'contact', row }])
      following.hurry()
      close()
    } catch (error) {
      if (!isProblem(error, 'precondition_failed')) return setTrouble(describeError(error))
      const current = await api.getContact({ id: contact.id })
      store.apply([{ t: 'contact', row: current }])
      setBefore(current)
      setChanged(true)
      setTrouble(pageWords.panel.changedMeanwhile)
    }
  }
  const also = (name: keyof ContactFields) =>
    differing.includes(name) && <Also name={name} saved={saved} take={() => set({ [name]: saved[name] })} />
  return (
    <Dialog title={pageWords.panel.editTitle} close={close}>
      <form className="dialog-form" onSubmit={save}>
        {trouble && <p role="alert">{trouble}</p>}
        <div>
          <Field label={pageWords.panel.name} value={fields.name} write={(name) => set({ name })} />
          {also('name')}
        </div>
        <Phones phones={fields.phones} write={(phones) => set({ phones })} />
        {also('phones')}
        <div>
          <Field label={pageWords.panel.emails} value={fields.emails} write={(emails) => set({ emails })} />
          {also('emails')}
        </div>
        <div>
          <ZoneField value={fields.zone} write={(zone) => set({ zone })} />
          {also('zone')}
        </div>
        {(['doNotContact', 'smsOff', 'enrolled'] as const).map((name) => (
          <div key={name}>
            <label className="check-row">
              <input
                type="checkbox"
                checked={fields[name]}
                onChange={({ target }) => set({ [name]: target.checked })}
              />
              {pageWords.panel.switches[name]}
            </label>
            {also(name)}
          </div>
        ))}
        <Answers yes={pageWords.save} close={close} />
      </form>
    </Dialog>
  )
}

/** What is on record now where it differs from what stands in the field, and the press that takes it. */
const Also = ({ name, saved, take }: { name: keyof ContactFields; saved: ContactFields; take(): void }) => (
  <p className="also">
    <span>{pageWords.panel.onRecord(shown(saved[name]))}</span>
    <button type="button" className="link" onClick={take}>
      {pageWords.panel.takeIt}
    </button>
  </p>
)

const shown = (value: ContactFields[keyof ContactFields]): string => {
  if (typeof value === 'boolean') return value ? words.menu.on : words.menu.off
  if (typeof value === 'string') return value || pageWords.panel.nothing
  return value.map(({ phone }) => formatPhone(phone)).join(', ') || pageWords.panel.nothing
}

type FieldProps = { label: string; value: string; write(value: string): void }

const Field = ({ label, value, write }: FieldProps) => (
  <label className="field-row">
    <span className="label">{label}</span>
    <input className="input" value={value} onChange={({ target }) => write(target.value)} />
  </label>
)

const ZoneField = ({ value, write }: Omit<FieldProps, 'label'>) => {
  const list = useId()
  return (
    <label className="field-row">
      <span className="label">{pageWords.panel.zone}</span>
      <input
        className="input"
        list={list}
        value={value}
        placeholder="America/New_York"
        onChange={({ target }) => write(target.value)}
      />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </label>
  )
}

type PhonesProps = { phones: ContactFields['phones']; write(phones: ContactFields['phones']): void }

const Phones = ({ phones, write }: PhonesProps) => (
  <fieldset className="phones">
    <legend>{pageWords.panel.phones}</legend>
    {phones.map((one, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a number that is being written is no name
      <div key={index} className="phone-row">
        <input
          className="input"
          inputMode="tel"
          aria-label={pageWords.panel.phone.other}
          value={one.phone}
          onChange={({ target }) => write(phones.with(index, { ...one, phone: target.value }))}
        />
        <select
          className="input"
          aria-label={pageWords.panel.phoneType}
          value={one.type}
          onChange={({ target }) =>
            write(phones.with(index, { ...one, type: target.value as typeof one.type }))
          }
        >
          {(['mobile', 'work', 'home', 'other'] as const).map((type) => (
            <option key={type} value={type}>
              {pageWords.panel.phone[type]}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="btn"
          aria-label={pageWords.panel.removePhone(formatPhone(one.phone))}
          onClick={() => write(phones.toSpliced(index, 1))}
        >
          ×
        </button>
      </div>
    ))}
    <button type="button" className="link" onClick={() => write([...phones, { phone: '', type: 'mobile' }])}>
      {pageWords.panel.addPhone}
    </button>
  </fieldset>
)

export default ContactEditor
