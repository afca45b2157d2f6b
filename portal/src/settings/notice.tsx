type NoticeProps = {
  title: string
  text: string
  action: string
  isBusy: boolean
  danger?: boolean
  act(): void
}

/** Something to know, and the one thing to do about it. */
export const Notice = ({ title, text, action, isBusy, danger, act }: NoticeProps) => (
  <section className="card">
    <h2>{title}</h2>
    <p>{text}</p>
    <div>
      <button type="button" className={danger ? 'btn danger' : 'btn'} disabled={isBusy} onClick={act}>
        {action}
      </button>
    </div>
  </section>
)
