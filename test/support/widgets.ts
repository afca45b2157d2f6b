import type { createWidget } from '#domain/widgets/edit-widget.ts'
import { defaultCaps } from '#domain/widgets/widget.ts'

type Facts = Parameters<typeof createWidget>[2]

export const said = {
  button: 'Text us',
  heading: 'We answer at once',
  firstWords: 'Hi, I have a question',
  consent: 'Acme Repairs may text me about my request.',
}

/** A widget without a form. */
export const website = (change: Partial<Facts> = {}): Facts => {
  const { consent: _, ...words } = said
  return {
    name: 'Website',
    numberId: 'num_main',
    language: 'en',
    words: { en: words },
    colour: '#1d4ed8',
    allowedOrigins: ['https://www.example.com'],
    form: 'off',
    caps: defaultCaps,
    ...change,
  }
}

/** A widget with a form. */
export const withForm = (change: Partial<Facts> = {}): Facts =>
  website({
    form: 'on',
    words: { en: said },
    termsUrl: 'https://www.example.com/terms',
    privacyUrl: 'https://www.example.com/privacy',
    ...change,
  })
