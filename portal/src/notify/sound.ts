import { createListeners } from '../data/listeners.ts'
/** Whether a sound would be heard: browsers keep a page silent until somebody has touched it. */
export type Sound = {
  isHeard(): boolean
  /** Asks the browser; it agrees while somebody clicks or types. */
  wake(): void
  play(): void
  subscribe(listener: () => void): () => void
}

const notes = [660, 880]
const noteSeconds = 0.12

/** Two short notes, made by the browser. It complains of what begins before a touch, so nothing does. */
export const createSound = (): Sound => {
  const listeners = createListeners()
  let context: AudioContext | undefined
  const begin = () => {
    const made = new AudioContext()
    made.addEventListener('statechange', () => {
      listeners.tell()
    })
    return made
  }
  const wake = () => {
    if (!navigator.userActivation.isActive) return
    context ??= begin()
    if (context.state !== 'running') context.resume().catch(() => {})
  }
  for (const gesture of ['pointerup', 'keydown']) document.addEventListener(gesture, wake)
  return {
    isHeard: () => context?.state === 'running',
    wake,
    play: () => {
      if (context?.state === 'running') playNotes(context)
    },
    subscribe: listeners.subscribe,
  }
}

const playNotes = (context: AudioContext) => {
  for (const [index, frequency] of notes.entries()) {
    const at = context.currentTime + index * noteSeconds
    const tone = new OscillatorNode(context, { frequency })
    const loudness = new GainNode(context, { gain: 0 })
    loudness.gain.setValueAtTime(0.12, at)
    loudness.gain.exponentialRampToValueAtTime(0.001, at + noteSeconds)
    tone.connect(loudness).connect(context.destination)
    tone.start(at)
    tone.stop(at + noteSeconds)
  }
}
