/** The emoji of each reaction that phones put into words. */
type Worded = '❤️' | '👍' | '👎' | '😂' | '‼️' | '❓'

/**
 * What phones write before the quotation of the text that somebody reacted to, in English, Spanish, French, German,
 * Portuguese and Italian, in small letters. Some words are also those in which people speak of themselves ("me gusta"):
 * they stand in `ownWords` and count only where the quotation is one of our texts.
 */
export const addedWords: Record<Worded, readonly string[]> = {
  '❤️': [
    ...['loved', 'le encantó', 'le ha encantado', 'a adoré', 'liebte', 'liebt', 'amou', 'adorou'],
    ...['ha adorato', 'ha amato', 'hat ein herz hinzugefügt zu', 'hat mit einem herz markiert'],
  ],
  '👍': [
    ...['liked', 'le gustó', 'le ha gustado', 'a aimé', 'gefiel', 'mochte', 'gostou de', 'curtiu'],
    ...['ha messo mi piace a', 'ha messo “mi piace” a', 'ha apprezzato'],
  ],
  '👎': [
    ...[
      'disliked',
      'no le gustó',
      'no le ha gustado',
      "n'a pas aimé",
      'gefiel nicht',
      'mochte nicht',
      'não gostou de',
    ],
    ...['ha messo non mi piace a', 'ha messo “non mi piace” a', 'non ha apprezzato'],
  ],
  '😂': [
    ...[
      'laughed at',
      'se rió de',
      'se rió con',
      'se ha reído de',
      'se ha reído con',
      'le dio risa',
      'a ri de',
      'a ri à',
    ],
    ...[
      'a ri à propos de',
      'lachte über',
      'hat gelacht über',
      'riu de',
      'riu para',
      'deu risada de',
      'achou graça de',
    ],
    ...['ha riso a', 'ha riso per', 'ha riso di'],
  ],
  '‼️': [
    ...['emphasized', 'emphasised', 'enfatizó', 'ha enfatizado', 'exclamó por', 'destacó', 'ha destacado'],
    ...[
      'a souligné',
      'a insisté sur',
      'a mis en évidence',
      "a mis l'accent sur",
      'betonte',
      'hat betont',
      'hob hervor',
    ],
    ...['enfatizou', 'destacou', 'deu ênfase a', 'ha enfatizzato', 'ha sottolineato', 'ha evidenziato'],
    ...['ha messo in evidenza', 'ha dato enfasi a'],
  ],
  '❓': [
    ...[
      'questioned',
      'cuestionó',
      'ha cuestionado',
      'preguntó por',
      'preguntó sobre',
      'ha preguntado por',
      'dudó de',
    ],
    ...['a questionné', 'a posé une question sur', 'a posé une question à propos de', "s'est interrogé sur"],
    ...[
      'a remis en question',
      'a mis en doute',
      'hinterfragte',
      'hat hinterfragt',
      'stellte infrage',
      'questionou',
    ],
    ...[
      'perguntou sobre',
      'ha messo in dubbio',
      'ha fatto una domanda su',
      'ha chiesto informazioni su',
      'ha domandato su',
    ],
  ],
}

export const ownWords: Partial<Record<Worded, readonly string[]>> = {
  '❤️': ['me encanta', 'me encantó', "j'adore", 'adore', 'adora', 'ama', 'amei', 'adorei'],
  '👍': [
    'me gusta',
    'me gustó',
    "j'aime",
    'aime',
    'gefällt',
    'gefällt mir',
    'gostei de',
    'mi piace',
    'piace',
  ],
  '👎': ['no me gusta', "je n'aime pas", 'gefällt mir nicht', 'não gostei de', 'non mi piace', 'non piace'],
}

/** What a phone calls the reaction that is taken away, with or without quotation marks of its own. */
export const removedThings: Record<Worded, readonly string[]> = {
  '❤️': ['heart', 'love', 'corazón', 'me encanta', 'cœur', 'coeur', "j'adore", 'herz', 'coração', 'cuore'],
  '👍': ['like', 'me gusta', "j'aime", 'gefällt mir', 'gostei', 'curtida', 'mi piace', 'thumbs up'],
  '👎': [
    'dislike',
    'no me gusta',
    "je n'aime pas",
    'gefällt mir nicht',
    'não gostei',
    'non mi piace',
    'thumbs down',
  ],
  '😂': ['laugh', 'haha', 'ha ha', 'risa', 'jaja', 'rire', 'lachen', 'risada', 'risata'],
  '‼️': [
    ...[
      'exclamation',
      'exclamation mark',
      'exclamation point',
      'emphasis',
      'exclamación',
      'énfasis',
      'ausrufezeichen',
    ],
    ...["point d'exclamation", 'exclamação', 'ênfase', 'esclamazione', 'punto esclamativo', 'enfasi'],
  ],
  '❓': [
    ...[
      'question mark',
      'question',
      'interrogación',
      'pregunta',
      'signo de interrogación',
      "point d'interrogation",
    ],
    ...[
      'fragezeichen',
      'interrogação',
      'pergunta',
      'ponto de interrogação',
      'punto interrogativo',
      'domanda',
    ],
  ],
}

export const removedWords = [
  ...[
    'removed',
    'eliminó',
    'quitó',
    'ha eliminado',
    'ha quitado',
    'a supprimé',
    'a retiré',
    'a enlevé',
    'entfernte',
  ],
  ...['hat', 'removeu', 'retirou', 'tirou', 'ha rimosso', 'ha tolto'],
]
export const indefinite = ['a', 'an', 'un', 'una', 'une', 'ein', 'eine', 'einen', 'um', 'uma', "un'", 'uno']
export const articles = [...indefinite, 'the', 'el', 'la', 'le', "l'", 'das', 'o', 'il']
export const from = ['from', 'de', 'du', 'von', 'aus', 'da', 'do', 'dal', 'dalla']
export const reactedWords = [
  ...[
    'reacted',
    'reacted with',
    'reaccionó con',
    'ha reaccionado con',
    'a réagi avec',
    'a réagi par',
    'reagierte mit',
  ],
  ...['hat mit', 'reagiu com', 'ha reagito con'],
]
export const to = ['to', 'a', 'à', 'zu', 'auf', 'an', 'para', 'ao', 'em', 'per', 'su', 'con']
/** What German puts behind the quotation. */
export const behind = ['entfernt', 'reagiert', 'hinzugefügt', 'markiert']

/** What a phone names instead of a quotation, where the text had no words. Behind `indefinite`: people love "the video". */
export const unquoted = [
  ...[
    'image',
    'photo',
    'picture',
    'video',
    'movie',
    'attachment',
    'link',
    'audio message',
    'sticker',
    'gif',
    'message',
  ],
  ...[
    'imagen',
    'foto',
    'vídeo',
    'archivo',
    'archivo adjunto',
    'mensaje de audio',
    'vidéo',
    'pièce jointe',
    'bild',
  ],
  ...[
    'message audio',
    'anhang',
    'audionachricht',
    'imagem',
    'anexo',
    'mensagem de áudio',
    'immagine',
    'allegato',
  ],
  ...['messaggio audio', 'contact', 'location', 'file'],
]
