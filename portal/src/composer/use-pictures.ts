import { useCallback, useEffect, useState } from 'react'
import type { Conversation } from '../data/api.ts'
import type { Attached, Pictures } from '../data/pictures.ts'
import { useDesk, useSource } from '../desk.ts'

const none: readonly Attached[] = []
const notLoaded = { of: () => none, subscribe: () => () => {} }

/**
 * The pictures of what is being written. What uploads them is loaded with the first one, be it of an earlier page. Gives
 * nothing to work with until then.
 */
export const usePictures = (conversation: Conversation['id'], isAny: boolean) => {
  const { openPictures } = useDesk()
  const [pictures, setPictures] = useState<Pictures>()
  const open = useCallback(async () => {
    const opened = await openPictures()
    setPictures(opened)
    return opened
  }, [openPictures])
  useEffect(() => {
    if (isAny) open().catch(() => {})
  }, [isAny, open])
  useEffect(() => pictures?.resume(conversation), [pictures, conversation])
  const source = pictures ?? notLoaded
  const attached = useSource(source, () => source.of(conversation))
  return { open, pictures, attached }
}

/** Files that are dropped anywhere on the page while it is open. Gives whether some are being dragged over it. */
export const useDroppedFiles = (take: (files: File[]) => void): boolean => {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files')
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onDragLeave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      take([...(event.dataTransfer?.files ?? [])])
    }
    document.addEventListener('dragover', onDragOver)
    document.addEventListener('dragleave', onDragLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragover', onDragOver)
      document.removeEventListener('dragleave', onDragLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [take])
  return isOver
}
