import type { SettingsWords } from './settings-en.ts'

/** Every word of the settings in Spanish. */
export const settingsEs: SettingsWords = {
  title: 'Ajustes',
  parts: {
    numbers: 'Números',
    hours: 'Horario de atención',
    workspace: 'Espacio de trabajo',
    consent: 'Consentimiento',
    rules: 'Reglas',
    agents: 'Agentes',
    teams: 'Equipos',
    views: 'Vistas',
    credits: 'Créditos',
    programs: 'Programas',
  },
  back: 'Volver a los ajustes',
  onlyAdmins: 'Solo los administradores cambian los ajustes',
  askAdmin: 'Pide lo que necesites a un administrador de tu espacio de trabajo.',
  noSuchPart: 'No existen tales ajustes.',
  numbers: {
    intro: 'Los números a los que escriben los clientes y desde los que envías.',
    states: { off: 'Apagado', pending: 'Pendiente', active: 'Activo' },
    none: ['Aún no hay números', 'Añade el primer número al que escribirán los clientes.'],
  },
}
