# I testi che le persone leggono, in italiano. Gli stessi messaggi stanno in en.ftl.

# words of the program
problem = errore
hint = rimedio
progress-examining = guardo i file
progress-reading = lettura
progress-linking = collego i clienti
progress-left = mancano
help-word-usage = Uso
help-word-commands = Comandi
help-word-options = Opzioni
help-word-arguments = Argomenti

# help
help = Un cliente, un filo, una risposta: la cultura del cliente messa in pratica.
help-demo = Tesse un'azienda di esempio e ne mostra il quadro
help-weave = Legge tutte le fonti e le tesse in fili, uno per cliente
help-report = Il quadro di novanta giorni
help-findings = Ciò che è stato trovato, e il suo esame da parte di persone
help-findings-list = I rilievi sospetti, i più gravi prima, e che cosa dicono gli esami di ogni tipo
help-findings-confirm = Conferma un rilievo: è accaduto, e non doveva
help-findings-reject = Respinge un rilievo: non è accaduto, o era giusto
help-findings-undo = Annulla un esame; annullare un annullamento lo ripristina
help-findings-history = Gli esami fatti finora
help-thread = Il filo di un cliente
help-search = Cerca nelle parole delle voci
help-link = Chi è la stessa persona, perché, e le decisioni in merito
help-link-list = Le decisioni prese
help-link-explain = Le schede di un cliente e ciò che le tiene insieme
help-link-same = Decide che due schede sono lo stesso cliente
help-link-not-same = Decide che due schede non sono lo stesso cliente
help-link-undo = Annulla una decisione; annullare un annullamento la ripristina
help-person = I diritti di una persona sui propri dati
help-person-export = Tutto ciò che è conservato su un cliente, in JSON
help-person-restrict = Limita l'uso dei dati di un cliente
help-person-erase = Cancella un cliente: nessun valore resta in alcun file, i conteggi tornano
help-set-apart = Le righe messe da parte, con luogo e motivo
help-retention = Rimuove ciò che le classi di conservazione non tengono più
help-doctor = Controlla configurazione e fonti e dice che cosa leggerebbe, senza scrivere
help-sample = Scrive le esportazioni di un'azienda di fantasia
help-example = Stampa una configurazione da cui partire
help-presets = Le corrispondenze già pronte per esportazioni note, elencate o stampate
help-arg-config = La configurazione (altrimenti FILO_CONFIG o ./filo.toml)
help-arg-lang = La lingua: it o en
help-arg-json = Dati in JSON invece che in testo
help-arg-quiet = Nessun avanzamento e nessun riepilogo
help-arg-verbose = Più dettagli sullo standard error (-vv ancora di più)
help-arg-help = Mostra questo aiuto
help-arg-version = Mostra la versione
help-arg-dry-run = Dice soltanto che cosa farebbe
help-arg-who = Nome, telefono, e-mail, codice fiscale, partita IVA, codice cliente o identificativo (c-…)
help-arg-reason = Il motivo, per chi leggerà
help-arg-limit = Quante righe al massimo
help-demo-arg-dir = La cartella della copia di lavoro
help-report-arg-as-of = L'ultimo giorno del periodo (AAAA-MM-GG); altrimenti quello della voce più recente
help-report-arg-all = Tutto il tempo che c'è, invece di novanta giorni
help-thread-arg-history = Anche le voci corrette in seguito
help-search-arg-words = Le parole, in qualunque ordine
help-findings-list-arg-kind = Soltanto questo tipo: undue_claim, suspect_promotion, unbilled, told_again, contact_rain, unanswered, promise_broken, handoff_late
help-findings-list-arg-state = Quelli in questo stato: suspected (altrimenti), confirmed, rejected
help-findings-list-arg-department = Soltanto quelli di questo reparto, col suo nome nella configurazione
help-findings-list-arg-order = harm: i più gravi prima; audit: come si estrae un campione equo; time: i più vecchi prima
help-findings-list-arg-within = Quanto devono essere precisi gli esami, in punti sopra e sotto
help-findings-list-arg-with-names = Anche i nomi dei clienti
help-findings-list-arg-as-of = L'ultimo giorno del periodo (AAAA-MM-GG); altrimenti quello della voce più recente
help-findings-list-arg-all = Tutto il tempo che c'è, invece di novanta giorni
help-findings-confirm-arg-finding = L'identificativo del rilievo (f-…), o le sue prime cifre
help-findings-reject-arg-finding = L'identificativo del rilievo (f-…), o le sue prime cifre
help-findings-undo-arg-number = Il numero dell'esame
help-findings-history-arg-finding = Soltanto gli esami di questo rilievo
help-link-same-arg-a = Una scheda (l'identificativo che mostra «filo thread»)
help-link-same-arg-b = L'altra scheda
help-link-not-same-arg-a = Una scheda (l'identificativo che mostra «filo thread»)
help-link-not-same-arg-b = L'altra scheda
help-link-undo-arg-number = Il numero della decisione
help-person-restrict-arg-lift = Toglie la limitazione
help-set-apart-arg-source = Soltanto questa fonte
help-set-apart-arg-raw = Mostra anche le righe: contengono dati personali
help-sample-arg-customers = Quanti clienti
help-sample-arg-seed = Il seme: lo stesso dà gli stessi byte
help-sample-arg-out = La cartella in cui scrivere
help-presets-arg-name = Quale stampare, da usare con `preset = "NOME"` o da copiare

# problems
problem-config-absent = la configurazione `{ $path }` non c'è
    .hint = per partire: `filo example > filo.toml`, oppure indicarne una con --config
problem-config-unreadable = la configurazione `{ $path }` non si può leggere
    .hint = controllare i permessi e che sia testo UTF-8
problem-config-syntax = `{ $file }`, riga { $line }: { $detail }
    .hint = confrontare con `filo example`
problem-config-value = `{ $file }`, riga { $line }: `{ $key }` non può essere `{ $value }`
    .hint = scegliere tra: { $allowed }
problem-config-form = `{ $file }`, riga { $line }: `{ $key }` = `{ $value }` non si capisce
    .hint = scriverlo come: { $example }
problem-config-pattern = `{ $file }`, riga { $line }: l'espressione di `{ $key }` non si legge: { $fault }
    .hint = scriverla tra apici, come 'F[0-9]+-[0-9]+'; parentesi, punti e simili si scrivono con \ davanti
problem-config-twice = `{ $file }`, riga { $line }: `{ $key }` = `{ $value }` c'è già
    .hint = dare un altro nome a uno dei due
problem-config-field = `{ $file }`, riga { $line }: il campo `{ $key }` non esiste
    .hint = i più vicini: { $allowed }; l'elenco è in docs/CONFIGURATION.md
problem-config-missing-column = `{ $file }`, riga { $line }: la fonte `{ $source }` non dice quale colonna è `{ $key }`
    .hint = aggiungerla sotto [source.columns]; per sapere di chi si parla basta uno tra customer, email, phone, tax_code, vat_number
problem-source-pattern = il percorso `{ $pattern }` della fonte `{ $source }` non si può usare
    .hint = usare `*` per più file, per esempio fatture_*.csv
problem-source-empty = la fonte `{ $source }` non ha file: `{ $pattern }`
    .hint = il percorso parte dalla cartella della configurazione; controllare nome e maiuscole
problem-file = il file `{ $path }` non si può leggere
    .hint = controllare che esista e i permessi, poi tessere di nuovo: il resto è già caricato
problem-open = `{ $path }` (fonte `{ $source }`) non si può aprire
    .hint = controllare che il file sia intero e del formato configurato
problem-open-columns = a `{ $path }` (fonte `{ $source }`) mancano le colonne: { $missing }
    .hint = il file ha { $count } colonne; le più simili: { $near }; `filo doctor` le mostra tutte; correggere [source.columns] o header_row
problem-open-empty = `{ $path }` (fonte `{ $source }`) è vuoto: non c'è nemmeno l'intestazione
    .hint = esportarlo di nuovo
problem-open-format = `{ $path }` (fonte `{ $source }`) non è nel formato { $format }
    .hint = indicare il formato giusto con format = "…"
problem-open-encrypted = `{ $path }` (fonte `{ $source }`) è protetto da password
    .hint = salvarlo senza password
problem-open-sheet = `{ $path }` (fonte `{ $source }`) non ha il foglio `{ $sheet }`
    .hint = i fogli sono: { $found }
problem-open-too-large = `{ $path }` (fonte `{ $source }`) da aperto supera i limiti
    .hint = può essere un archivio malevolo; se è genuino, dividerlo
problem-store = l'archivio dei fili ha rifiutato
    .hint = controllare lo spazio su disco e i permessi del file
problem-store-absent = non c'è ancora nulla in `{ $path }`
    .hint = prima `filo weave`
problem-store-busy = un altro processo sta scrivendo in `{ $path }`
    .hint = aspettare che finisca; leggere si può intanto
problem-store-in-use = un altro processo sta leggendo `{ $path }`
    .hint = ripetere quando ha finito: ciò che è stato tolto diventa definitivo allora
problem-store-too-new = l'archivio ha lo schema { $found }, questo programma arriva al { $known }
    .hint = usare un programma più recente
problem-no-decision = non c'è una decisione { $number }
    .hint = `filo link list` le elenca
problem-no-finding = non c'è alcun rilievo `{ $id }`
    .hint = gli identificativi stanno all'inizio delle righe di `filo findings list`
problem-several-findings = più rilievi cominciano con `{ $id }`
    .hint = scriverne più cifre
problem-no-department = non c'è alcun reparto `{ $name }`
    .hint = i nomi stanno nella configurazione
problem-no-review = non c'è alcun esame { $number }
    .hint = `filo findings history` li elenca
problem-no-reviews-of = nessuno ha esaminato `{ $id }`
    .hint = `filo findings history` elenca tutti gli esami
problem-no-reason = il motivo è vuoto
    .hint = dire in poche parole perché, per chi leggerà
problem-record-id = questa non è una scheda
    .hint = gli identificativi sono all'inizio delle righe di `filo link explain CHI`
problem-record-twice = è due volte la stessa scheda
    .hint = indicarne due diverse
problem-nobody-found = nessun cliente corrisponde
    .hint = provare con un numero, un indirizzo e-mail o soltanto il cognome
problem-choose-one = più clienti corrispondono
    .hint = ripetere con l'identificativo (c-…) di quello giusto
problem-no-text-found = nessuna voce contiene queste parole
    .hint = provare con meno parole
problem-nothing-woven = non c'è ancora nessuna voce
    .hint = prima `filo weave`
problem-as-of = il giorno `{ $date }` non si può usare
    .hint = scriverlo come 2026-06-30
problem-no-preset = non c'è nessun preset `{ $name }`
    .hint = `filo presets` li elenca
problem-output = non si può scrivere sullo standard output
    .hint = controllare dove va l'uscita
problem-sample = l'azienda di esempio non si può scrivere in `{ $path }`
    .hint = controllare spazio e permessi della cartella
problem-retention = `{ $months }` mesi non si possono sottrarre da oggi
    .hint = correggere [retention]
problem-demo-folder = la cartella `{ $path }` non si può usare
    .hint = indicarne un'altra con --dir
problem-demo-taken = la cartella `{ $path }` contiene altro e non viene toccata
    .hint = indicarne un'altra con --dir

# weave
woven-source = fonte
woven-rows = lette
woven-loaded = nuove
woven-corrected = corrette
woven-known = già note
woven-apart = da parte
woven-total = totale
woven-customers =
    { $customers ->
        [one] Un cliente
       *[other] { $customers } clienti
    } da { $records ->
        [one] una scheda
       *[other] { $records } schede
    }.
woven-see-apart = Righe messe da parte: { $count }. Luogo e motivo: `filo set-apart`.

# reasons for setting apart
apart-none = nessuna riga è stata messa da parte
apart-field-count = la riga ha un altro numero di campi dell'intestazione ({ $detail })
apart-encoding = la riga non è nella codifica configurata
apart-too-long = la riga supera il limite ({ $detail } byte)
apart-open-quote = un campo tra virgolette non finisce
apart-not-an-object = la riga non è un oggetto JSON
apart-too-deep = annidamento oltre il limite ({ $detail })
apart-broken-xml = l'XML qui è rotto
apart-entity = il file dichiara entità proprie, mai espanse
apart-truncated = il file finisce a metà
apart-too-large = il file da aperto supera il limite ({ $detail } byte)
apart-broken-envelope = la firma attorno al documento non si può aprire
apart-other-content = un altro file o documento: non riguarda questa fonte
apart-not-a-message = il messaggio non ha un'intestazione leggibile
apart-missing = manca `{ $detail }`
apart-unreadable = `{ $detail }` non si può leggere
apart-impossible-time = `{ $detail }` è una data o un'ora che non esiste
apart-unmapped = il valore di `{ $detail }` non ha un significato nella configurazione
apart-nobody = la riga non dice di chi si parla
apart-not-a-call = la riga non è una registrazione di chiamata: i valori non stanno in nessun ordine conosciuto
apart-internal-call = chiamata tra due interni: non riguarda nessun cliente
apart-unfinished-call = il file contiene solo una parte della chiamata; è intera in un'esportazione che va oltre

# report
report-title = { $company }: novanta giorni, dal { $from } al { $to }
report-title-whole = { $company }: tutto il periodo, dal { $from } al { $to }
report-read =
    Letto: { $sources ->
        [one] una fonte
       *[other] { $sources } fonti
    }, { $files } file, { $rows ->
        [one] una riga
       *[other] { $rows } righe
    }; messe da parte { $apart }, valori non capiti { $unread }
report-customers =
    Clienti: { $customers } da { $records ->
        [one] una scheda
       *[other] { $records } schede
    }
report-suspected = Rilievi sospetti, finché una persona non li conferma:
finding-undue-claim = Denaro chiesto quando non si poteva
finding-suspect-promotion = Promozioni che non andavano fatte
finding-unbilled = Contratti attivi che nessuno fattura
finding-told-again = Segnalazioni ripetute che nessuno aveva annotato
finding-contact-rain = Contatti a pioggia su un cliente
finding-unanswered = Bisogni a cui nessuno ha risposto
finding-promise-broken = Promesse oltre la data
finding-handoff-late = Passaggi presi in carico in ritardo
reason-not-due = non scaduto
reason-paid = pagato
reason-credited = stornato
reason-disputed = contestato
reason-rejected = scartata dallo SDI
reason-after-end = periodo dopo la fine del contratto
reason-held-product = prodotto già posseduto
reason-opted-out = dopo un'opposizione
reason-left = dopo la disdetta
report-figure = { $x } su { $n } ({ $rate } %, intervallo { $low }–{ $high })
report-figure-small = { $x } su { $n }
report-coverage = giudicabili { $n } su { $of }
report-confirmed = confermati da persone { $x } su { $n }
report-small-departments = reparti piccoli
report-nothing = niente da giudicare in questo periodo
report-withheld = non mostrato: riguarderebbe meno di cinque persone
report-wait = Attesa più lunga { $from } → { $to }: { $longest } ore lavorative; mediana { $median }, su { $n } passaggi
report-no-waits = Attese tra reparti: nessun passaggio in questo periodo
report-next = I casi, con le voci che li mostrano: `filo findings list`; un cliente: `filo thread CHI`

# thread
customers-behind = Attenzione: una tessitura interrotta ha lasciato schede non ancora collegate; `filo weave` la completa.
several-fit = { $count } clienti corrispondono:
thread-title = { $name } ({ $customer })
thread-nameless = senza nome
thread-restricted = L'uso di questi dati è limitato su richiesta della persona.
thread-erased = La persona è stata cancellata: restano soltanto i conteggi.
thread-linked = legata a { $to } ({ $rule })
thread-entries = Voci: { $count }
thread-case = questione { $case }
thread-superseded = corretta in seguito
thread-corrected = corregge una voce precedente
fact-due = scadenza { $date }
rule-decision = decisione di una persona
rule-tax-code = stesso codice fiscale
rule-vat-number = stessa partita IVA
rule-email = stessa e-mail
rule-phone-and-name = stesso telefono e nome
rule-only-holder-of-email = unico ad avere questa e-mail
rule-only-holder-of-phone = unico ad avere questo telefono
rule-reference = rimanda a una fattura, un documento o un messaggio di questo cliente

# link
link-same = { $a } e { $b } sono lo stesso cliente
link-not-same = { $a } e { $b } non sono lo stesso cliente
link-undo = annulla la decisione { $number }
link-none = nessuna decisione
link-naming = dà il nome al cliente
link-decided = Decisione { $number }. Ora i clienti sono { $customers }. Per annullare: `filo link undo { $number } --reason …`

# findings
findings-state-suspected = sospetto
findings-state-confirmed = confermato
findings-state-rejected = respinto
findings-weight = peso { $points }
findings-knew = lo sapeva: { $departments }
findings-times = { $times } volte
findings-leaver = aveva disdetto
findings-further-entries = e altre { $count }
findings-more = Mostrati { $shown } di { $all }: altri con --limit
findings-none = niente in questo stato
findings-foot = { $kind }: trovati { $found }, esaminati { $reviewed }, confermati { $confirmed }
findings-precision = precisione { $rate } % (intervallo { $low }–{ $high }) da un campione di { $sample }; quelli veri circa { $about } ({ $least }–{ $most })
findings-sample = campione { $confirmed } su { $sample }, troppo piccolo per una precisione
findings-further =
    { $further ->
        [one] un altro esame
       *[other] altri { $further } esami
    } con --order audit per una precisione entro { $within } punti
findings-enough = preciso entro { $within } punti
findings-reviewed = Esame { $number }: { $finding } è { $state }. Per annullare: `filo findings undo { $number } --reason …`
findings-undo = annulla l'esame { $number }
findings-no-reviews = nessun esame

# person
person-would-export = Si esporterebbero { $records } schede e { $entries } voci.
person-restricted = L'uso dei dati di { $customer } è limitato. Per togliere: --lift
person-lifted = La limitazione per { $customer } è tolta.
person-would-restrict = L'uso dei dati di { $customer } sarebbe limitato.
person-would-lift = La limitazione per { $customer } sarebbe tolta.
person-erased = Cancellato: schede { $records }, dichiarazioni { $statements }, voci { $entries }, testi { $texts }, righe da parte { $apart }, motivi di decisioni { $decisions } e di esami { $reviews }.
person-would-erase = Si cancellerebbero: schede { $records }, dichiarazioni { $statements }, voci { $entries }, testi { $texts }, righe da parte { $apart }, motivi di decisioni { $decisions } e di esami { $reviews }.
person-files-outside = Questi file dell'azienda possono ancora nominare la persona; Filo non li modifica e non la rileggerà:

# retention, doctor, sample, demo
retention-done = Rimossi: { $texts } testi, { $customers } clienti senza voci recenti.
retention-would = Si rimuoverebbero: { $texts } testi, { $customers } clienti senza voci recenti.
within-days = { $count ->
        [one] un giorno lavorativo
       *[other] { $count } giorni lavorativi
    }
within-hours = { $count ->
        [one] un'ora lavorativa
       *[other] { $count } ore lavorative
    }
within-minutes = { $count ->
        [one] un minuto lavorativo
       *[other] { $count } minuti lavorativi
    }
doctor-config =
    `{ $config }`: { $company }, { $departments ->
        [one] un reparto
       *[other] { $departments } reparti
    }, { $sources ->
        [one] una fonte
       *[other] { $sources } fonti
    }
doctor-deadline = { $department }: prende in carico un passaggio entro { $within }
doctor-request = richiesta «{ $kind }»: risposta entro { $answer }, passi minimi { $steps }
doctor-request-alone = richiesta «{ $kind }»: risposta entro { $answer }, passi minimi { $steps }; dovrebbe bastare il self-service
doctor-promise = promessa pubblica: «{ $text }» ({ $source }; la verifica la misura { $measure })
doctor-stale = l'esportazione più recente è del { $date }; la fonte promette { $promised }
doctor-small = meno di cinque persone o numero non indicato: le sue cifre saranno unite ad altre
doctor-source =
    {"  "}{ $source } ({ $kind }): { $files } file, { $size }, { $encoding }; provate { $tried ->
        [one] una riga
       *[other] { $tried } righe
    }, da parte { $apart }, valori non capiti { $unread }
doctor-columns = colonne che ci sono: { $columns }
doctor-unmapped = colonne tenute come sono: { $columns }
doctor-well = Tutto a posto: `filo weave` può cominciare.
doctor-sick = Qualcosa non va: vedere sopra.
sample-next = Ora: `filo weave --config { $config }`
demo-folder = Copia di lavoro dell'azienda di esempio in `{ $dir }`
demo-next =
    Da provare:
      filo --config { $dir }/filo.toml thread { $customer }
      filo --config { $dir }/filo.toml findings list
      filo --config { $dir }/filo.toml search bolletta
      filo --config { $dir }/filo.toml set-apart
      filo --config { $dir }/filo.toml doctor

# kinds
kind-record = schede
kind-message = messaggio
kind-attempt = tentativo
kind-handoff = passaggio
kind-promise = promessa
kind-refusal = diniego
kind-alternative = alternativa
kind-invoice = fattura
kind-credit = nota di credito
kind-payment = pagamento
kind-dispute = contestazione
kind-complaint = reclamo
kind-reminder = sollecito
kind-formal-notice = messa in mora
kind-collection = recupero crediti
kind-suspension = sospensione
kind-campaign-attempt = contatto commerciale
kind-contract = contratto
kind-consent = consenso
kind-preference = preferenza
kind-survey = risposta a un'indagine
kind-goodwill = gesto di cortesia
kind-self-service = self-service
kind-alert = avviso tra reparti
kind-approval = approvazione
kind-training = formazione
kind-lesson = momento di insegnamento
kind-suggestion = suggerimento
kind-improvement = miglioramento
kind-review = revisione
kind-closing-contact = contatto di chiusura
kind-public-post = messaggio pubblico
kind-verdict = esito della guardia
kind-note = nota
kind-receipt = ricevuta
channel-email = e-mail
channel-phone = telefono
channel-chat = chat
channel-sms = SMS
channel-pec = PEC
channel-letter = lettera
channel-web = web
channel-ticket = ticket
channel-visit = di persona
channel-social = social
channel-system = tra sistemi
direction-in = dal cliente
direction-out = al cliente
direction-internal = interno
step-opened = aperta
step-owned = presa in carico
step-waiting = in attesa
step-resolved = risolta
step-closed = chiusa
step-reopened = riaperta
outcome-no-answer = nessuna risposta
outcome-busy = occupato
outcome-abandoned = abbandonato in attesa
outcome-machine = ha risposto una macchina
outcome-failed = non riuscito
outcome-answered = risposto
outcome-accepted = accettato
outcome-declined = rifiutato
outcome-already-customer = «sono già cliente»
state-opened = aperto
state-closed = chiuso
state-upheld = accolto
state-rejected = respinto
state-sent = inviato
state-accepted = accettato
state-declined = rifiutato
state-done = fatto
state-made = fatta
state-kept = mantenuta
state-moved = spostata
state-withdrawn = ritirato
state-given = dato
state-lifted = tolto
state-activated = attivato
state-changed = cambiato
state-ended = finito
state-started = iniziato
state-failed = fallito
state-asked = chiesto
state-answered = risposto
state-delivered = recapitato
state-undelivered = non recapitato
state-expired = scaduto

# corrispondenze già pronte
preset-checked-docs = nomi verificati
preset-checked-memory = nomi da controllare
presets-use = In una fonte: preset = "NOME". I nomi delle colonne dipendono da lingua e scelte dell'esportazione: `filo doctor` dice che cosa manca.
