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
help-relations = Chi è in relazione con un cliente: nucleo, azienda, stesso recapito
help-link = Chi è la stessa persona, perché, e le decisioni in merito
help-link-run = Ricava i clienti da un qualunque file di persone, senza configurazione
help-link-run-arg-files = CSV, XLSX, Parquet o JSON Lines con una riga per scheda
help-link-run-arg-out = Dove scrivere i clienti, in CSV; altrimenti sullo standard output
help-link-run-arg-column = Quale colonna dice che cosa, dove il nome non lo rivela: first_name=Vorname
help-link-run-arg-precision = La quota di coppie unite che dev'essere giusta
help-link-run-arg-review = Scrive le coppie da far vedere a una persona, le più utili per prime
help-link-run-arg-explain = Dice per ogni scheda perché appartiene al suo cliente
help-link-explain = Che cosa tiene insieme un cliente; con due, che cosa dice che sono uno solo e che cosa no
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
help-report-arg-out = Scrive il quadro come pagina HTML in questo file (- per lo standard output)
help-report-arg-with-names = Con i nomi e i numeri delle persone, che altrimenti sono sostituiti
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
help-link-explain-arg-other = L'altro cliente o l'altra scheda
help-link-explain-arg-svg = Disegna i pesi come gradini in un file
help-link-review = Le coppie che forse sono un solo cliente, lasciate a una persona, le più utili per prime
help-link-review-arg-limit = Quante
help-link-decide = Decide che due schede sono, o non sono, lo stesso cliente
help-link-decide-arg-a = Una scheda (l'identificativo che mostra «filo thread»)
help-link-decide-arg-b = L'altra scheda
help-link-decide-arg-said = same (lo stesso) o not-same (non lo stesso)
help-link-history = Decisioni, versioni dei pesi, e che ne è stato dei clienti
help-link-history-arg-who = Solo ciò che riguarda questo cliente
help-link-learn = Impara di nuovo i pesi da tutte le schede e le decisioni, e li applica subito
help-link-learn-arg-precision = La quota di coppie unite che dev'essere giusta; altrimenti quella della configurazione
help-link-learn-arg-back = Torna invece a una versione precedente
help-link-run-arg-model = Usa pesi salvati invece di impararli
help-link-run-arg-save-model = Salva i pesi
help-link-run-arg-arriving = Schede che arrivano dopo, una per una
help-link-run-arg-once-per-file = Nessun file ha qualcuno due volte
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
problem-config-header = `{ $file }`, riga { $line }: `header` è vuoto o ha un nome vuoto
    .hint = un nome per ogni colonna, nell'ordine del file: header = ["data", "cliente", "importo"]
problem-config-header-format = `{ $file }`, riga { $line }: nel formato { $format } le colonne hanno già un nome
    .hint = togliere `header`; serve per CSV, asterisk-cdr e 3cx-cdr senza intestazione
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
problem-open-no-header = in `{ $path }` (fonte `{ $source }`) non ci sono i nomi delle colonne, che nel formato { $format } sceglie chi gestisce il centralino
    .hint = scrivere in header = ["…"] i nomi nell'ordine del file
problem-open-encrypted = `{ $path }` (fonte `{ $source }`) è protetto da password
    .hint = salvarlo senza password
problem-open-sheet = `{ $path }` (fonte `{ $source }`) non ha il foglio `{ $sheet }`
    .hint = i fogli sono: { $found }
problem-open-cut = a `{ $path }` (fonte `{ $source }`) manca la fine, che dice dove stanno le colonne
    .hint = copiare o esportare di nuovo il file
problem-open-codec = `{ $path }` (fonte `{ $source }`) è compresso con { $codec }, che non si legge
    .hint = scriverlo con snappy, gzip o senza compressione; zstd lo legge solo un Filo compilato con `--features parquet-zstd`
problem-open-lists = `{ $path }` (fonte `{ $source }`) ha elenchi o mappe dove serve un valore per riga: { $columns }
    .hint = esportare una colonna per valore, o togliere la colonna dalla mappatura
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
    .hint = `filo link history` le elenca
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
problem-people-field = non esiste il campo `{ $field }`
    .hint = i campi sono: { $known }
problem-people-column = il file non ha questa colonna per `{ $field }`
    .hint = le sue colonne sono: { $found }
problem-people-none = nessuna colonna del file è riconosciuta
    .hint = indicarle, come --column last_name=Cognome; le colonne sono: { $found }
problem-people-open = `{ $path }` non si legge come tabella
    .hint = dev'essere un CSV con intestazione, XLSX, Parquet o JSON Lines
problem-people-cut = a `{ $path }` manca la fine, che dice dove stanno le colonne
    .hint = copiare o esportare di nuovo il file
problem-people-codec = `{ $path }` è compresso con { $codec }, che non si legge
    .hint = scriverlo con snappy, gzip o senza compressione; zstd lo legge solo un Filo compilato con `--features parquet-zstd`
problem-people-out = `{ $path }` non si può scrivere
    .hint = controllare la cartella e i permessi
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
apart-broken-rows = le righe da qui alla fine del loro gruppo sono rotte; la lettura è ripresa dal gruppo seguente
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
relations-none = Nessuna relazione nota.
relations-passed-over = In comune con troppi per mettere in relazione qualcuno:
relations-shared-by = { $count } clienti
relations-shared-by-more = più clienti di quanti se ne contano
relations-withheld = nome e valori non mostrati
relations-not-all = Attenzione: questo archivio è di un programma precedente; `filo weave` rende note case e domini di posta.
relation-household = nucleo
relation-firm = azienda
relation-contact = stesso recapito
sureness-certain = certo
sureness-likely = probabile
shared-house = casa
shared-landline = telefono fisso
shared-phone = telefono
shared-email = e-mail
shared-domain = dominio di posta
shared-vat-number = partita IVA
shared-company-name = azienda
shared-surname = cognome
fact-due = scadenza { $date }
rule-decision = decisione di una persona
rule-tax-code = stesso codice fiscale
rule-vat-number = stessa partita IVA
rule-email = stessa e-mail
rule-phone-and-name = stesso telefono e nome
rule-likeness = dati simili, pesati tutti
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
link-merged = { $customer } è diventato parte di { $other }
link-split = { $customer } è nato da schede di { $other }
link-model = versione { $version } dei pesi, imparata da { $records } schede e { $labels } decisioni
link-weakest = Legame più debole: { $record } è { $why }. Senza di esso { $beyond } delle schede sarebbero un cliente a sé, { $rest } resterebbero.
link-together = insieme: probabilità { $probability }
link-cut = si unisce da
link-is-decided = Una persona ha deciso che sono un solo cliente.
link-is-apart = Una persona ha deciso che non sono lo stesso cliente.
link-is-one = Sono un solo cliente.
link-is-two-codes = Due codici fiscali validi: da soli non si uniscono mai.
link-is-held = Abbastanza probabile, eppure separati: altro che si sa dei due clienti dice di no.
link-is-names = Concordano soltanto i nomi, e ci sono omonimi: deve guardare una persona. Per unirli: `filo link decide SCHEDA SCHEDA same --reason …`
link-is-not = Non sono uniti. Per unirli: `filo link decide SCHEDA SCHEDA same --reason …`
link-contradicts = La decisione { $number } è conservata, ma i due restano separati: una precedente dice che loro, o altri uniti a loro, non sono gli stessi. `filo link history` la mostra; annullare una delle due.
link-proposal = Un solo cliente? Probabilità { $probability }; coppie di schede: { $pairs }
link-review = { $shown } di { $count } coppie. Per decidere: `filo link decide SCHEDA SCHEDA same|not-same --reason …`
link-learnt = Versione { $version } dei pesi, da { $records } schede e { $labels } decisioni; precisione attesa { $precision }. Clienti: { $before } prima, { $customers } ora; { $merged } uniti, { $split } nati da altri.
link-learnt-back = Per tornare indietro: `filo link learn --back { $back }`
linkage-others = altre spiegazioni
people-arrived = { $count } schede arrivate una per una, dopo { $open } s per aprire: { $median } ms ciascuna a metà, { $most } ms al massimo in 99 casi su 100
problem-model-version = non c'è una versione { $version } dei pesi
    .hint = `filo link history` elenca le versioni
problem-model-content = i pesi non si possono leggere
    .hint = `filo link learn` ne fa una nuova versione
problem-model-absent = nessun peso è stato ancora imparato
    .hint = `filo weave` ricava i clienti e li impara
problem-people-model = `{ $path }` non contiene pesi scritti da questo programma
    .hint = `filo link run FILE --save-model { $path }` li scrive
problem-people-model-small = i pesi sono stati imparati da { $records } schede, e qui ce ne sono troppe
    .hint = senza `--model` si imparano dal file; `--save-model` li conserva
link-is-passed-over = Una persona ha deciso che sono un solo cliente, e una decisione precedente tiene separati loro o altri uniti a loro: `filo link history`.
problem-one-customer = sono già un solo cliente, o nessuno
    .hint = `filo link explain CHI` dice che cosa lo tiene insieme
problem-nothing-to-weigh = uno dei due non dice niente che si possa pesare
    .hint = senza `--svg` il comando dice che cosa decide
people-columns = Colonne: { $columns }
people-read = { $records } schede lette, { $apart } righe messe da parte
people-repeated = { $count } schede hanno un identificativo già usato da un'altra: si scrivono con #2, #3 …
people-linked = { $customers } clienti; { $pairs } coppie confrontate, { $left } di blocchi affollati tralasciate; precisione attesa { $precision }; { $seconds } s
people-review = { $review } coppie di clienti da rivedere
linkage-before = prima del confronto
linkage-field-first-name = nome
linkage-field-last-name = cognome
linkage-field-name-order = nomi
linkage-field-birth-date = data di nascita
linkage-field-tax-code = codice fiscale
linkage-field-phone = telefono
linkage-field-email = e-mail
linkage-field-address = indirizzo
linkage-field-number = numero
linkage-field-company = azienda
linkage-level-same = uguale
linkage-level-form = in un'altra forma
linkage-level-near = a un errore di battitura
linkage-level-initial = per iniziale
linkage-level-alike = simile
linkage-level-other-sex = dell'altro sesso
linkage-level-different = diverso
linkage-level-part = con una parte in comune
linkage-level-swapped = scambiati
linkage-level-two-parts = uguale in due parti su tre
linkage-level-year = dello stesso anno
linkage-level-user = uguale prima della @
linkage-level-named = uguale, fatta del nome
linkage-level-user-named = uguale prima della @, fatta del nome
linkage-level-street = della stessa via
linkage-level-postcode = con lo stesso CAP
linkage-level-city = della stessa città
linkage-level-firm-or-person = un'azienda e una persona

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
person-erased = Cancellato: schede { $records }, dichiarazioni { $statements }, voci { $entries }, testi { $texts }, righe da parte { $apart }, motivi di decisioni { $decisions }, di scelte { $choices } e di esami { $reviews }.
person-would-erase = Si cancellerebbero: schede { $records }, dichiarazioni { $statements }, voci { $entries }, testi { $texts }, righe da parte { $apart }, motivi di decisioni { $decisions }, di scelte { $choices } e di esami { $reviews }.
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

# the page of the report
problem-page = non riesco a scrivere la pagina
    .hint = riprova; se succede ancora, stampa il quadro senza --out
page-hours = { $hours } ore lavorative
page-hours-short = { $hours } h
page-before = prima
page-period = Quadro di novanta giorni · dal { $from } al { $to }
page-preface = Sospetto è ciò che le voci mostrano e nessuno ha ancora guardato; confermato è ciò che una persona ha confermato. Le due cifre non si sommano mai. Ogni quota porta il suo intervallo al 95 %; dove la base è troppo piccola la quota non c'è. I nomi e i numeri delle persone sono sostituiti.
page-contents = Indice
page-table = la tabella
page-footer = Filo { $version }. Questa pagina non carica nulla dalla rete. Nessuna cifra riguarda un singolo dipendente; i reparti con meno di cinque persone stanno insieme.
page-tile-rows = righe lette
page-tile-customers = clienti
page-tile-suspected = rilievi sospetti
page-tile-confirmed = danni confermati
page-read-title = Che cosa si è letto
page-read = { $sources } fonti, { $files } file, { $rows } righe: { $loaded } nuove, { $corrected } corrette, { $known } già note, { $apart } messe da parte. I conti tornano: nulla si perde in silenzio.
page-unfinished = Letti solo in parte: { $files } file. Ripeti «filo weave».
page-apart-note = Luogo e motivo di ogni riga messa da parte: «filo set-apart».
page-days = { $days ->
    [one] { $days } giorno
   *[other] { $days } giorni
}
page-absent = nessun dato
page-source = Fonte
page-newest = Voce più recente
page-behind = Giorni di ritardo
page-promised = Freschezza promessa
page-state = Stato
page-freshness = Quanto è vecchia la voce più recente di ogni fonte alla fine del periodo
page-freshness-description = Una barra per fonte: i giorni dalla sua voce più recente alla fine del periodo. In risalto le fonti più vecchie di quanto promettono.
page-state-fresh = fresca
page-state-stale = più vecchia di quanto promette
page-state-unpromised = nessuna promessa
page-state-absent = non letta
page-department = Reparto
page-kind = Tipo e formato
page-files = File
page-rows = Righe
page-loaded = Nuove
page-corrected = Corrette
page-known = Già note
page-apart = Messe da parte
page-unread = Valori non capiti
page-counts = Righe per fonte: lette = nuove + corrette + già note + messe da parte
page-reason = Motivo
page-apart-title = Righe messe da parte, per motivo
page-customers-title = I clienti e le loro fonti
page-customers = { $customers } clienti da { $records } schede; { $more } sono noti a più di un sistema.
page-systems = Noto a
page-customers-head = Clienti
page-known-by = { $count ->
    [one] un solo sistema
   *[other] { $count } sistemi
}
page-known-by-title = Quanti sistemi conoscono lo stesso cliente
page-known-by-description = Una barra per numero di sistemi: quanti clienti sono noti a quel numero di sistemi.
page-system = Sistema
page-records = Schede
page-shared = Noti anche altrove
page-reach-title = Che cosa conosce ogni sistema
page-reach-note = Oggi solo le chiavi esatte uniscono le schede: un errore di battitura nell'unica chiave lascia due schede separate, e il numero dei clienti è per eccesso.
page-findings-title = Rilievi sospetti e danni confermati
page-findings = Ogni riga conta casi su casi giudicabili, con la definizione e la copertura.
page-findings-states = Un rilievo resta sospetto finché una persona non lo conferma o lo respinge: «filo findings list».
page-none-confirmed = Nessun rilievo è stato ancora confermato da una persona.
page-small-note = I reparti con meno di cinque persone stanno insieme, e una cifra che si potrebbe ricavare per differenza non compare (✱).
page-finding = Rilievo
page-suspected-of = Sospetti su giudicabili
page-coverage = Giudicabili / in tutto
page-definition = Definizione
page-withheld = non mostrato: troppo poche persone
page-shares = Quota di casi sospetti, con il suo intervallo al 95 %
page-shares-description = Un punto per tipo di rilievo: la quota dei casi sospetti su quelli giudicabili; la linea è l'intervallo al 95 %.
page-departments = Reparti
page-confirmed-title = Danni confermati da una persona
page-by-department = Sospetti per tipo e reparto
page-by-department-description = Una casella per tipo di rilievo e reparto, tanto più scura quanti più sono i sospetti.
page-about-undue-claim = Un credito sollecitato, messo in mora o affidato al recupero quando non si poteva chiedere.
page-about-unanswered = Il cliente ha cercato l'azienda e nessuna persona gli ha parlato entro un giorno lavorativo.
page-about-promise-broken = Una promessa con una data, passata senza essere mantenuta né spostata con un avviso.
page-about-handoff-late = Un reparto non ha preso in carico entro il suo termine ciò che un altro gli ha passato.
page-about-suspect-promotion = Un'offerta di ciò che il cliente ha già, o dopo una revoca, o oltre trenta giorni dopo la disdetta senza un nuovo consenso.
page-about-unbilled = Un contratto attivo senza fattura da più tempo di quanto passa tra due fatture.
page-about-told-again = La stessa segnalazione ripetuta mentre nessuna questione è aperta: raccontata più volte, registrata mai.
page-about-contact-rain = Molti contatti in pochi giorni da più reparti o agenzie, e nessuno in risposta al cliente.
page-reasons = Motivi: { $list }.
page-acts = Atti: { $list }.
page-lines-title = Bisogni senza risposta, linea per linea
page-lines = Un bisogno sono tutti i tentativi dello stesso cliente entro ventiquattro ore dal primo. Una macchina che risponde non è una risposta.
page-lines-none = Nessuna fonte dice su quale linea il cliente ha chiamato.
page-lines-chart = Bisogni per linea; la parte scura è rimasta senza risposta
page-lines-description = Una barra per linea telefonica: i bisogni; la parte scura sono quelli senza risposta.
page-line = Linea
page-unanswered-of = Senza risposta su bisogni
page-attempts = Tentativi
page-machine = Solo una macchina
page-minutes = Minuti al telefono
page-cost = Costo per chi ha chiamato
page-lines-note = Il costo è dei tentativi senza risposta, con le tariffe scritte in configurazione; dove mancano c'è un trattino. Se nessuno ha risposto il cliente può aver pagato lo stesso.
page-line-unknown = linea non nota
page-waits-title = Dove si aspetta
page-waits = Dal passaggio di un reparto alla presa in carico dell'altro, in ore lavorative del reparto che riceve. Ciò che è ancora aperto conta fino alla fine del periodo.
page-waits-note = La durata mediana dice poco dove i passaggi sono pochi: guarda quanti sono.
page-from = Da
page-to = A
page-handoffs = Passaggi
page-median = Mediana
page-longest = Più lunga
page-tick-hour = 1 ora
page-tick-day = 1 giorno
page-tick-week = 1 settimana
page-tick-month = 1 mese
page-tick-quarter = 4 mesi
page-waits-chart = Attesa mediana (punto) e più lunga (rombo), per coppia di reparti
page-waits-description = Una riga per coppia di reparti, su una scala di ore lavorative che cresce per potenze: il punto è la mediana, il rombo l'attesa più lunga.
page-pairs-chart = Passaggi giudicati, da chi (righe) a chi (colonne)
page-pairs-description = Una casella per coppia di reparti, tanto più scura quanti più sono i passaggi.
page-promises-title = Detto e fatto
page-promises = Ciò che l'azienda ha promesso in pubblico, accanto a ciò che le voci mostrano.
page-promises-none = Nessuna promessa pubblica è scritta in configurazione ([[public_promise]]).
page-said = Detto
page-where = Dove
page-when = Quando
page-measure = Misura
page-done = Fatto
page-not-measured = non misurabile qui con queste fonti
page-not-measured-short = non misurabile
page-promises-chart = Che cosa è stato fatto di ciò che si è detto
page-promises-description = Un punto per promessa pubblica: la quota misurata con il suo intervallo al 95 %.
page-promises-note = La misura è quella scelta in configurazione; il punto non dice se la promessa sia mantenuta, dice che cosa è successo.
page-threads-title = Cinque fili
page-threads = Cinque clienti, scelti per il danno e per la varietà, ognuno raccontato nelle corsie dei reparti: in alto ciò che fa il cliente, sotto ciò che fa ogni reparto. I rombi sono i momenti di danno.
page-threads-none = Nessun rilievo in questo periodo.
page-thread = Filo { $number } · { $who }
page-left-out = { $count ->
    [one] Una voce degli stessi giorni non è raccontata.
   *[other] { $count } voci degli stessi giorni non sono raccontate.
}
page-example = Esempio · { $who } · { $finding }
page-suspected-word = sospetto
page-confirmed-word = confermato
page-customer = Cliente
page-lanes = Filo { $number } nelle corsie dei reparti
page-lanes-description = Il tempo va da sinistra a destra; una corsia per il cliente e una per reparto; i numeri sono quelli dell'elenco che segue.
page-unmeasured-title = Che cosa qui non si può misurare
page-unmeasured = Una fonte che manca non è uno zero. Per ogni misura: che cosa manca, e quale esportazione la renderebbe possibile. Delle misure che i dati permettono, Filo conta oggi F3, I1, P1, C1 e C2.
page-unmeasured-none = Con queste fonti nessuna misura manca di dati. Di queste Filo conta oggi F3, I1, P1, C1 e C2.
page-why = Che cosa manca
page-export = Quale esportazione servirebbe
page-missing-kind = nessuna fonte dà: { $kind }
page-missing-field = nessuna fonte indica il campo «{ $field }»
page-stale-sources = più vecchie di quanto promettono, o non lette: { $sources }
export-newer = un'esportazione più recente delle fonti indicate
export-message = messaggi o chiamate con risposta: casella di posta, ticket, CDR del centralino
export-attempt = chiamate senza risposta: CDR e queue_log del centralino
export-verdict = il registro della guardia, quando sarà in uso
export-handoff = passaggi tra reparti: storico assegnazioni dell'help desk
export-alert = avvisi tra reparti su un cliente
export-self-service = eventi dell'area clienti: iniziato, fallito, fatto
export-promise = promesse con data: campi «da fare entro» dell'help desk o del CRM
export-refusal = dinieghi con motivo: codici di chiusura dell'help desk
export-alternative = alternative offerte: codici di chiusura dell'help desk
export-goodwill = gesti di cortesia e rimborsi: note di accredito commerciali
export-approval = richieste di approvazione e loro esito
export-training = registro della formazione, come conteggi
export-lesson = momenti di insegnamento tenuti
export-reminder = elenco dei solleciti, delle messe in mora o degli affidamenti
export-formal-notice = elenco delle messe in mora
export-collection = elenco degli affidamenti al recupero
export-invoice = fatture: cartella FatturaPA o scadenzario
export-payment = incassi: camt.053 della banca o elenco pagamenti
export-campaign-attempt = liste di campagna con esiti
export-contract = contratti con prodotto, stato e fine
export-closing-contact = contatti di chiusura con chi se ne va
export-improvement = elenco dei miglioramenti con data
export-suggestion = suggerimenti di personale e clienti con data di risposta
export-review = revisioni di fili tenute dai reparti
export-field-reason = una colonna con il motivo del contatto
export-field-case = una colonna con il numero della questione
export-field-text = il testo dei messaggi
export-field-product = una colonna con il prodotto
measure-F1 = Annotato la prima volta
measure-F2 = Raccontato di nuovo
measure-F3 = Bisogni senza risposta
measure-F4 = Filo guardato prima
measure-I1 = Passaggi presi in tempo
measure-I2 = Cliente che sollecita
measure-I3 = Rimbalzi
measure-I4 = Avvisi raccolti
measure-S1 = Risolto al primo contatto
measure-S2 = Self-service caduto
measure-S3 = Richieste semplici fatte semplici
measure-S4 = Cambi canale imposti
measure-P1 = Promesse mantenute
measure-P2 = Risposte contrastanti
measure-P3 = No che si ammorbidisce
measure-P4 = Interlocutorie senza data
measure-A1 = No con alternativa
measure-A2 = Alternative accettate
measure-A3 = Scuse e rimedio
measure-A4 = «Non è di nostra competenza»
measure-U1 = Autonomia usata
measure-U2 = Timbri
measure-U3 = Formazione in regola
measure-U4 = Momenti di insegnamento
measure-C1 = Solleciti indebiti
measure-C2 = Chiamate a chi è già cliente
measure-C3 = Guardie rispettate
measure-C4 = Cura di chi se ne va
measure-C5 = Ricontatto dopo un danno
measure-G1 = Miglioramenti verificati
measure-G3 = Voce con risposta
measure-G4 = Revisione fatta
finding-one-undue-claim = credito chiesto senza poterlo
finding-one-unanswered = bisogno senza risposta
finding-one-promise-broken = promessa oltre la data
finding-one-handoff-late = passaggio preso in ritardo
finding-one-suspect-promotion = offerta sospetta
finding-one-unbilled = contratto senza fattura
finding-one-told-again = raccontato di nuovo
finding-one-contact-rain = pioggia di contatti
# corrispondenze già pronte
preset-checked-docs = nomi verificati
preset-checked-memory = nomi da controllare
presets-use = In una fonte: preset = "NOME". I nomi delle colonne dipendono da lingua e scelte dell'esportazione: `filo doctor` dice che cosa manca.
report-written = Quadro scritto in { $path }
problem-report-out = non riesco a scrivere «{ $path }»
    .hint = controlla che la cartella esista e che si possa scrivere
mask-person = nome
mask-phone = telefono
mask-email = e-mail
mask-tax-code = codice fiscale
mask-account = conto
mask-address = indirizzo
mask-date-of-birth = data di nascita
mask-number = numero
mask-firm = ditta
mask-plate = targa
mask-handle = utente
mask-link = collegamento
report-missing = non misurabile qui: nessuna fonte dà { $kinds }
page-period-whole = Il quadro di tutto il tempo che c'è · dal { $from } al { $to }
page-preface-named = Sospetto è ciò che le voci mostrano e nessuno ha ancora guardato; confermato è ciò che una persona ha confermato. Le due cifre non si sommano mai. Ogni quota porta il suo intervallo al 95 %; dove la base è troppo piccola la quota non c'è. ATTENZIONE: questa pagina contiene nomi e numeri di persone; non va data ad altri.
page-confirmed-of = Confermati su giudicabili

# la scheda migliore e le correzioni
help-golden = Di ogni campo di un cliente il valore migliore, da dove viene, e che cosa non concorda
help-golden-decide = Sceglie come giusto ciò che una scheda dice di un campo
help-golden-decide-arg-record = La scheda: il suo identificativo, o la sua chiave se l'ha un solo sistema
help-golden-decide-arg-field = Il campo
help-golden-decide-arg-source = La fonte, se quelle della scheda dicono cose diverse
help-golden-undo = Annulla una scelta; annullare un annullamento la ripristina
help-golden-undo-arg-number = Il numero della scelta
help-golden-history = Le scelte fatte
help-corrections = Che cosa deve correggere ogni fonte, e il reparto a cui tocca
help-corrections-arg-department = Soltanto quelle di questo reparto
help-corrections-arg-source = Soltanto quelle di questa fonte
help-corrections-arg-closed = Quelle che l'esportazione della fonte ha mostrato come fatte
help-corrections-arg-csv = In CSV, per un foglio di calcolo
help-corrections-arg-masked = Senza i valori, che sono dati personali
golden-field-name = nome
golden-field-company-name = ditta
golden-field-birth-date = data di nascita
golden-field-tax-code = codice fiscale
golden-field-vat-number = partita IVA
golden-field-address = indirizzo
golden-field-phone = telefono
golden-field-email = e-mail
golden-nothing = di questo cliente nessuno dice nulla
golden-by-choice = per la scelta { $number }
golden-part = soltanto una parte
golden-origin = da { $source }, dal { $date } · { $record }
golden-implied = dal codice fiscale di { $source }, dal { $date } · { $record }
golden-differs = non concorda: { $value } ({ $why }), { $from }
golden-is = { $why }, { $from }
golden-news = detto dopo la scelta: qualcuno deve guardare
golden-why-other = un altro valore
golden-why-replaced = sostituito altrove
golden-why-placeholder = riempie soltanto il campo
golden-why-unreadable = non si può leggere
golden-corrections = Correzioni:
golden-chosen = Scelta { $number }: ciò che dice la scheda è giusto ({ $field }). Per annullare: `filo golden undo { $number } --reason …`
golden-undone = La scelta { $number } annulla la scelta { $undone }. Per annullare: `filo golden undo { $number } --reason …`
golden-right = { $field } di { $record } è giusto
golden-undo = annulla la scelta { $number }
golden-no-choices = nessuna scelta
corrections-head =
    { $count ->
        [one] { $department } · { $source } ({ $system }): { $count } correzione
       *[other] { $department } · { $source } ({ $system }): { $count } correzioni
    }
corrections-head-closed = { $department } · { $source } ({ $system }): corrette { $count }
corrections-line = { $key } · { $field }: ha { $has }, dovrebbe avere { $should } ({ $why })
corrections-nothing = più nulla
corrections-open = aperta dal { $since }, ancora così il { $seen }
corrections-open-unseen = aperta dal { $since }, nessuna esportazione dopo il { $seen }
corrections-closed = aperta dal { $since }, chiusa dall'esportazione del { $closed }
corrections-none = nulla da correggere
corrections-no-owner = nessun reparto
corrections-personal = Questo elenco contiene dati personali: è per chi corregge. Senza i valori: --masked
corrections-restricted = Lasciati fuori su loro richiesta: { $count }
problem-no-choice = non c'è una scelta { $number }
    .hint = `filo golden history` le elenca
problem-no-source = non c'è la fonte `{ $name }`
    .hint = i nomi delle fonti stanno nella configurazione
problem-record-unknown = non c'è questa scheda
    .hint = gli identificativi delle schede stanno alla fine delle righe di `filo golden CHI`
problem-record-several = più sistemi hanno una scheda con questa chiave
    .hint = dare l'identificativo della scheda, alla fine delle righe di `filo golden CHI`
problem-record-without-field = la scheda non dice nulla di leggibile di `{ $field }`
    .hint = scegliere una scheda che lo dice; `filo golden CHI` le mostra
problem-record-says-several = le fonti di questa scheda dicono cose diverse
    .hint = aggiungere --source NOME
