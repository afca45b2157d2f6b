import { useDesk, useSource } from '../desk.ts'
import { Choices, Dialog } from '../parts/dialog.tsx'
import { chooseLanguage, chosenLanguage, type Language, languages, words } from '../words/words.ts'

const themes = ['auto', 'light', 'dark'] as const
const undoSeconds = [0, 3, 5, 10] as const
const sendKeys = ['enter', 'ctrl'] as const
const languageTags = Object.keys(languages) as Language[]

/** How one person likes to work, on each of their devices. What is chosen holds at once. */
const PreferencesDialog = ({ close }: { close(): void }) => {
  const { preferences } = useDesk()
  const chosen = useSource(preferences, preferences.get)
  const { menu } = words
  return (
    <Dialog title={menu.preferences} close={close}>
      <Choices
        legend={menu.theme}
        options={themes}
        chosen={chosen.theme}
        label={(theme) => menu.themes[theme]}
        choose={(theme) => preferences.set({ theme })}
      />
      <Choices
        legend={menu.language}
        options={languageTags}
        chosen={chosenLanguage()}
        label={(tag) => languages[tag]}
        choose={(language) => {
          preferences.set({ language })
          chooseLanguage(language)
        }}
      />
      <Choices
        legend={menu.enterSends}
        options={sendKeys}
        chosen={chosen.sendWith}
        label={(sendWith) => menu.enterAnswers[sendWith]}
        choose={(sendWith) => preferences.set({ sendWith })}
      />
      <Choices
        legend={menu.undo}
        options={undoSeconds}
        chosen={chosen.undoSeconds}
        label={(seconds) => menu.undoSeconds(seconds)}
        choose={(seconds) => preferences.set({ undoSeconds: seconds })}
      />
      <Choices
        legend={menu.keyboard}
        options={[true, false]}
        chosen={chosen.letters}
        label={(letters) => (letters ? menu.on : menu.off)}
        choose={(letters) => preferences.set({ letters })}
      />
    </Dialog>
  )
}

export default PreferencesDialog
