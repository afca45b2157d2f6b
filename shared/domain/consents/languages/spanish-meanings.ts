/** Words of Spanish by what they mean, as those of English. */
export const spanishMeanings: Readonly<Record<string, string>> = {
  negation: 'no nunca jamas ni tampoco sin nada ningun ninguna nadie cero',
  more: 'mas otra otro vez nuevamente nomas ya',
  stopping:
    'alto altos parar paren pare parele parenle parale paremos detener detenga* deteng* dejen deja deje dejar dejenme basta cesen cese cesar stop* estop absteng*',
  ending: 'fin termin* finaliz* acab* ultimo ultima ultimos hasta salgo salir',
  cancelling:
    'cancel* anul* revoc* revoqu* retir* corten corta corte cortenle maten mata cierr* prohib* exij* exijo rechaz*',
  removing:
    'borr* elimin* quit* saquen saque saca sacar sacame saqueme saquenme remuev* remov* exclu* desuscri* desinscri* suprim* baja bajas bajen bajenme tach* desech* descart* dar darme den denme salir salirme salgo',
  losing: 'olvid* pierd*',
  taking: 'sac* pong* anot* us* use usen',
  switchingOff: 'desactiv* apag* silenci* suspend* suspender',
  messages:
    'mensaj* msj* msjs textos texto sms recordatori* avis* notificac* correos llamada llamadas ligas cadenas',
  advertising: 'promo* public* propagand* oferta* spam basura porqueria* venta vacantes',
  reaching:
    'escrib* manden mande mandes mandar mandan mandame mandarme mandenme mandeme envie* envien envia* enviar llam* contact* busqu* hablen',
  bothering:
    'molest* insist* fastidi* acos* freg* chingu* jod* hostig* persig* insistentes intensos pesados llenan llenar llenarme inund* bombard* exager* suplic* ruego',
  me: 'me mi mis nos nuestro nuestra conmigo yo',
  you: 'ustedes usted te tu tus su sus les los',
  phone: 'numero num nmro nro telefono tel cel celular movil linea chip tablet aparato buzon',
  list: 'lista listas base registro* grupo sistema envios suscripcion',
  personalData: 'datos informacion personales privacidad',
  wrong: 'equivocad* equivoc* ekivocad* incorrect* error confund* mal',
  person: 'persona alguien senor senora dueno duena ella el esa ese otra otro',
  naming: 'nombre llama llamo llame tocayo tocayos',
  living:
    'vive viven vivo aqui aca pertenece anterior reasignado cambio mudo mude mudamos divorciamos inquilino empleado',
  knowing: 'conozco conoce conocen se saber idea',
  who: 'quien quienes kien',
  why: 'porque por como donde cuantas xq',
  wanting:
    'quiero quiere queremos kiero deseo desea necesito ocupo prefiero preferir* interesa interesado interesada interes gusta gustan',
  receiving: 'recib* sigo siguen',
  consent: 'consent* permiso autoriz* acept* derecho',
  signingUp: 'inscrib* registr* suscri* pedi solicit* compre',
  law: 'abogad* demand* denunci* policia ilegal ley queja profeco corte fcc arco legal procurador autorizacion autorizado',
  reporting: 'report* bloqu* bloqueo',
  insult: 'ching* mierda carajo pinche* pendej* cabron* puta verga mamen joder jodan diablo',
  annoyed:
    'harto harta hartaron cansad* cansa canse acoso estafa* suficiente chole fastidio odio desmadre molesto locura ridiculo tonteria',
  alone: 'paz tranquil*',
  away: 'vayan* vete largu* fuera pierd* lado volar',
  still: 'todavia aun sigue siguen veces tercera',
  saying: 'dije dicho decir decirlo respondi pido pedi pedido',
  dead: 'murio muerto fallec* fallecio viuda',
  family: 'mama papa esposo esposa marido hijo hija hermano madre padre menor abuela nino nina',
  only: 'solo solamente mejor',
  channel: 'correo email postal',
  often: 'demasiad* mucho muchos muchas tanto tantos menos diario diarios',
  unwelcomeTime: 'noche tarde temprano domingo domingos madrugada trabajo',
  courtesy: 'porfavor favor porfa xfa xfavor gracias plis disculpe perdon',
  cost: 'cobran cuesta cargo costo',
  customer: 'cliente clienta paciente miembro cuenta socio',
  appointment: 'cita citas reserva pedido orden clase membresia servicio visita',
  money: 'precio factura pago reembolso dinero tarjeta cheque renta descuento',
  thing:
    'coche carro casa puerta agua llave llaves diente muela perro contrato poliza seguro arbol alfombra caja paquete escuela cuarto luz departamento',
  when: 'cuando hora hoy manana lunes martes miercoles jueves viernes sabado semana mes dia dias',
  agreeing: 'si claro vale perfecto bueno confirmo bien encanta ok',
  asking: 'puedo pueden puede podria podrian puedes pueda quisiera gustaria',
}
