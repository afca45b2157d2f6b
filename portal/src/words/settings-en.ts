/** Every word of the settings in English. Other languages have the same shape. */
export const settingsEn = {
  title: 'Settings',
  parts: {
    numbers: 'Numbers',
    hours: 'Business hours',
    workspace: 'Workspace',
    consent: 'Consent',
    rules: 'Rules',
    agents: 'Agents',
    teams: 'Teams',
    views: 'Views',
    credits: 'Credits',
    programs: 'Programs',
  },
  back: 'Back to the settings',
  onlyAdmins: 'Only admins change settings',
  askAdmin: 'Ask an admin of your workspace for what you need.',
  noSuchPart: 'There are no such settings.',
  numbers: {
    intro: 'The numbers that customers write to and that you send from.',
    states: { off: 'Off', pending: 'Pending', active: 'Active' },
    none: ['No number yet', 'Add the first number that customers will write to.'] as [string, string],
  },
}

export type SettingsWords = typeof settingsEn
