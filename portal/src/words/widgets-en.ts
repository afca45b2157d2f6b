/** The settings' words about widgets in English. */
export const widgetsEn = {
  intro:
    'A button on your website. On a phone it opens a text to your number; on a desktop it shows a code that a phone scans.',
  none: ['No widget yet', 'Add one, paste two lines into your website, and visitors can text you.'] as [
    string,
    string,
  ],
  add: 'Add a widget',
  back: 'All widgets',
  noSuch: 'There is no such widget.',
  name: 'Name',
  nameHelp: 'For you and other admins.',
  number: 'Number',
  numberHelp: 'Visitors text it, so it must be active.',
  chooseNumber: 'Choose a number',
  origins: 'Where it may be shown',
  originsHelp: 'One origin a line, such as https://www.example.com. Other websites get nothing.',
  website: 'On your website',
  snippet: 'Lines for your website',
  snippetHelp:
    'Paste them where the button is to stand. With a Content Security Policy, allow this address in script-src, connect-src and img-src.',
  copied: 'The lines are copied.',
  formOnOff: { on: 'With a form', off: 'Without a form' },
  stopped: 'The form switched itself off',
  stoppedHelp: (time: string) =>
    `${time}: of twenty who were asked within an hour, fewer than one in ten said YES. Somebody may be typing in phones of others. Switch it on again below when you think that is over.`,
  used: (asked: number, confirmed: number) =>
    asked === 0
      ? 'The form has asked nobody yet.'
      : `The form has asked ${asked}, and ${confirmed} said YES.`,
  looks: 'How it looks',
  colour: 'Colour of the button',
  words: 'What visitors read',
  language: 'Main language',
  languageHelp: 'Pages in a language that has no words here show these.',
  wordsIn: (language: string) => `In ${language}`,
  button: 'On the button',
  heading: 'Above the code',
  firstWords: 'Their text begins with',
  consent: 'What they agree to in the form',
  consentHelp:
    'Visitors tick it. Each change is kept under a number of its own, and the ledger of consent names the one that was read.',
  newLanguage: 'Another language, such as es',
  addLanguage: 'Add the language',
  remove: (language: string) => `Remove ${language}`,
  form: 'The form',
  formHelp:
    'On a desktop, visitors may also type their phone in. It gets one text that asks whether they mean it, and nothing else until YES.',
  showForm: 'Show the form',
  terms: 'Address of your terms',
  privacy: 'Address of your privacy policy',
  turnstile: {
    name: 'Cloudflare Turnstile',
    siteKey: 'Turnstile site key',
    siteKeyHelp:
      'Optional. With a site key of Cloudflare Turnstile nobody is asked before Cloudflare takes the visitor for a person. With a Content Security Policy, allow https://challenges.cloudflare.com in script-src and frame-src.',
    secret: 'Turnstile secret key',
    secretHelp: 'It belongs to the site key. Once saved it is never shown.',
    kept: 'A secret is kept. Type another one to replace it.',
  },
  caps: {
    per_phone_day: 'Questions to one phone in a day',
    per_address_hour: 'For one visitor’s address in an hour',
    per_hour: 'In an hour',
    per_day: 'In a day',
  },
  capsHelp: 'At most so many questions leave. Visitors are not told.',
  wording: (version: number) =>
    version === 0 ? 'No wording is kept yet.' : `Wording number ${version} holds.`,
  preview: 'Preview',
  previewHelp: 'As it is here, before it is saved.',
  scan: 'Scan the code with your phone, or text us:',
  deleteCard: 'Delete',
  deleteText: 'Pages that still have it show nothing. What was agreed to stays in the ledger.',
  delete: 'Delete this widget',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleted: (name: string) => `“${name}” is deleted.`,
  first: {
    button: 'Text us',
    heading: 'Text us, we are happy to help',
    first_words: 'Hi, I have a question:',
    consent:
      'I agree to receive texts about my request at this number. Message frequency varies, message and data rates may apply. Reply STOP to end, HELP for help.',
  },
}

export type WidgetWords = typeof widgetsEn
