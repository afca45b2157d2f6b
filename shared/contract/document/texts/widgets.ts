import type { widgetOperations } from '../../api/widgets.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const words = {
  en: {
    button: 'Text us',
    heading: 'Text us, we answer within minutes',
    first_words: 'Hi, I have a question about',
    consent: 'I agree that Acme Repairs may text me about my request.',
  },
}

const widget = {
  id: ids.widget,
  name: 'Website',
  number_id: ids.number,
  language: 'en',
  words,
  colour: '#1d4ed8',
  allowed_origins: ['https://www.example.com'],
  form: 'on',
  terms_url: 'https://www.example.com/terms',
  privacy_url: 'https://www.example.com/privacy',
  turnstile: { site_key: '0x4AAAAAAAexampleSiteKey' },
  consent_version: 1,
  caps: { per_phone_day: 1, per_address_hour: 5, per_hour: 60, per_day: 300 },
  asked: 42,
  confirmed: 37,
  created_at: '2026-11-27T14:00:00.000Z',
  version: 1,
}

const facts = {
  name: 'For people.',
  number_id: 'The number that visitors text: an active one that takes texts.',
  language: 'The language whose words pages in other languages show (BCP 47).',
  words: 'What visitors read, by language (BCP 47).',
  colour: 'The colour of the button, `#rrggbb`.',
  allowed_origins: 'The origins of the pages that may show it. Others get nothing.',
  form: '`on`: on a desktop, visitors may also type their phone in and are asked there whether they mean it. It needs `consent` in every language, `terms_url` and `privacy_url`.',
  terms_url: 'Where the terms are. Another address is another wording of consent.',
  privacy_url: 'Where the privacy policy is. Another address is another wording of consent.',
  turnstile:
    'Cloudflare Turnstile: the form shows it, and a question is sent only where Cloudflare takes the visitor for a person.',
  caps: 'How many questions the form sends at most.',
}

export const widgetTexts: Texts<typeof widgetOperations> = {
  tag: {
    name: 'Widgets',
    description:
      'Click-to-text: a button on a website that opens a text to a number. On a phone it is a link, on a desktop a QR code of it, and where that is switched on a form.',
  },
  operations: {
    createWidget: 'Pages show it by its id. A workspace has 50 widgets at most.',
    listWidgets: 'All of them, with how often their forms were used.',
    getWidget: 'What it shows, and how often its form was used.',
    editWidget:
      'Pages show it within a minute. Another wording of consent gets the next `consent_version`; all are kept, for the ledger names the one that a visitor read.',
    deleteWidget: 'Pages that still have it show nothing.',
  },
  schemas: {
    Widget: {
      '': 'What pages show so that visitors text a number.',
      ...facts,
      form_stopped_at:
        'When the form switched itself off because fewer than one in ten who were asked within an hour said YES.',
      consent_version: 'The number of the newest wording of consent; 0 where there is none.',
      asked: 'How many questions the form has sent.',
      confirmed: 'How many of them were answered with YES.',
    },
    CreateWidgetBody: { '': 'What visitors are shown, and where.', ...facts },
    EditWidgetBody: {
      '': 'What is to be another way; null takes an address or Turnstile away, and the secret with it.',
      ...facts,
    },
    WidgetTurnstile: {
      '': 'What has it also has its secret key, which is never shown.',
      site_key: 'The site key, which pages show.',
    },
    WidgetTurnstileBody: {
      '': 'The keys of a widget of Turnstile.',
      site_key: 'The site key, which pages show.',
      secret: 'The secret key. Needed with a new site key; without it the one that is kept stays.',
    },
    WidgetWords: {
      '': 'What visitors read in one language.',
      button: 'On the button.',
      heading: 'Above what the button opens.',
      first_words: 'What their text begins with.',
      consent: 'What they tick in the form.',
    },
    WidgetCaps: {
      '': 'How many questions the form sends at most. An hour is any sixty minutes, a day any 24 hours.',
      per_phone_day: 'To one phone in a day, whichever widget it is.',
      per_address_hour: 'For one address of the internet in an hour, whichever widget it is.',
      per_hour: 'By the widget in an hour.',
      per_day: 'By the widget in a day.',
    },
  },
  examples: {
    Widget: widget,
    CreateWidgetBody: {
      name: widget.name,
      number_id: widget.number_id,
      language: widget.language,
      words,
      allowed_origins: widget.allowed_origins,
    },
    EditWidgetBody: { colour: '#0f766e' },
  },
}
