import { json, type Reply } from '../../../runner/core/http.ts'

/** An error as Twilio's REST API answers it. https://www.twilio.com/docs/api/errors */
export const twilioError = (status: number, code: number, message: string): Reply =>
  json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
