import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'

import { useMessages } from '../i18n/messages.ts'
import { Mantine } from './mantine.tsx'

/** A dialog, open while mounted. */
export function Dialog(props: {
  title: string
  size: 'lg' | 'xl'
  onClose: () => void
  children: ReactNode
}) {
  const { copy } = useMessages()
  return (
    <Mantine>
      <Modal
        opened
        onClose={props.onClose}
        title={props.title}
        size={props.size}
        closeButtonProps={{ 'aria-label': copy.close }}
        portalProps={{ target: '#content' }}
      >
        {props.children}
      </Modal>
    </Mantine>
  )
}
