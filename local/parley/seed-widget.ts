import type { BaseApp } from '#adapters/app.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { sortableId, type WidgetId, type WorkspaceId } from '#domain/ids.ts'
import { createWidget, editWidget } from '#domain/widgets/edit-widget.ts'
import { defaultCaps } from '#domain/widgets/widget.ts'

const madeAt = Date.parse('2026-11-02T09:00:00Z')
const always = (length: number) => '0'.repeat(length)

/** The widget on the demo page: always the same, so that the page need not ask for it. */
export const demoWidget: WidgetId = sortableId('wdg', madeAt, always)

const words = {
  en: {
    button: 'Text us',
    heading: 'Text us, we are happy to help',
    firstWords: 'Hi, I have a question:',
    consent:
      'I agree to receive texts about my request at this number. Message frequency varies, message and data rates may apply. Reply STOP to end, HELP for help.',
  },
  es: {
    button: 'Escríbenos',
    heading: 'Escríbenos, te ayudamos con gusto',
    firstWords: 'Hola, tengo una pregunta:',
    consent:
      'Acepto recibir mensajes sobre mi consulta en este número. La frecuencia varía y pueden aplicarse tarifas de mensajes y datos. Responde STOP para terminar o HELP para recibir ayuda.',
  },
}

/** Has the demo widget on the page at this address, wherever this run has it. */
export const seedWidget = async (
  app: Parameters<typeof createWidget>[0] & Pick<BaseApp, 'numbers'>,
  principal: Principal & { workspace: WorkspaceId },
  address: string,
  page: string,
): Promise<void> => {
  const allowedOrigins = [new URL(page).origin]
  const known = await app.widgets.get(principal.workspace, demoWidget)
  if (known?.allowedOrigins[0] === allowedOrigins[0]) return
  if (known) return void (await editWidget(app, principal, demoWidget, { allowedOrigins }))
  const number = await app.numbers.byAddress(address)
  if (!number) throw new Error(`There is no number ${address} for the demo widget.`)
  const made = { ...app, randomId: always, clock: { ...app.clock, now: () => madeAt } }
  await createWidget(made, principal, {
    name: 'Demo page',
    numberId: number.id,
    language: 'en',
    words,
    colour: '#0b6e5c',
    allowedOrigins,
    form: 'on',
    termsUrl: 'https://www.example.com/terms',
    privacyUrl: 'https://www.example.com/privacy',
    caps: defaultCaps,
  })
}
