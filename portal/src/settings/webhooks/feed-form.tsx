import { settingsWords } from '../../words/settings.ts'
import { Code } from '../code.tsx'
import { SettingChoice, SettingsForm } from '../settings-form.tsx'

/** Whether events are kept for programs that read them in their order, and how they do that. */
export const FeedForm = () => {
  const { webhooks } = settingsWords
  return (
    <SettingsForm name="webhooks">
      {(edit) => (
        <section className="card" aria-labelledby="feed">
          <h2 id="feed">{webhooks.feed}</h2>
          <SettingChoice edit={edit} name="event_feed" />
          <p>{webhooks.feedHelp}</p>
          <Code label={webhooks.feedCode} text={request()} told={webhooks.codeCopied} />
        </section>
      )}
    </SettingsForm>
  )
}

/** The API is at the page's own address. */
const request = () => `curl "${location.origin}/v1/events?limit=100&after=$CURSOR" \\
  --header "Authorization: Bearer $TOKEN"`
