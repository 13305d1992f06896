# The texts people read, in English. The same messages stand in it.ftl.

# words of the program
problem = error
hint = hint
progress-examining = looking at the files
progress-reading = reading
progress-linking = linking customers
progress-left = left
help-word-usage = Usage
help-word-commands = Commands
help-word-options = Options
help-word-arguments = Arguments

# help
help = One customer, one thread, one answer: customer culture put to work.
help-demo = Weaves a sample company and shows its picture
help-weave = Reads all sources and weaves them into threads, one per customer
help-report = The picture of ninety days
help-findings = What was found, and its review by people
help-findings-list = The suspected findings, the gravest first, and what the reviews say of each kind
help-findings-confirm = Confirms a finding: it happened, and should not have
help-findings-reject = Rejects a finding: it did not happen, or was right
help-findings-undo = Undoes a review; undoing an undo restores it
help-findings-history = The reviews so far
help-thread = One customer's thread
help-search = Searches the words of entries
help-link = Who is the same person, why, and the decisions about it
help-link-list = The decisions taken
help-link-explain = A customer's records and what holds them together
help-link-same = Decides that two records are the same customer
help-link-not-same = Decides that two records are not the same customer
help-link-undo = Undoes a decision; undoing an undo restores it
help-person = A person's rights over their data
help-person-export = Everything that is kept about a customer, as JSON
help-person-restrict = Restricts the use of a customer's data
help-person-erase = Erases a customer: no value is left in any file, the counts still add up
help-set-apart = The rows set apart, with place and reason
help-retention = Removes what the retention classes keep no longer
help-doctor = Checks configuration and sources and says what would be read, without writing
help-sample = Writes the exports of a fictional company
help-example = Prints a configuration to start from
help-presets = Mappings of known exports that come with Filo, listed or printed
help-arg-config = The configuration (else FILO_CONFIG or ./filo.toml)
help-arg-lang = The language: it or en
help-arg-json = Data as JSON instead of text
help-arg-quiet = No progress and no summary
help-arg-verbose = More details on standard error (-vv even more)
help-arg-help = Shows this help
help-arg-version = Shows the version
help-arg-dry-run = Only says what would be done
help-arg-who = Name, telephone, e-mail, tax code, VAT number, customer number or id (c-…)
help-arg-reason = The reason, for those who will read it
help-arg-limit = How many lines at most
help-demo-arg-dir = The folder of the working copy
help-report-arg-as-of = The last day of the period (YYYY-MM-DD); else that of the newest entry
help-report-arg-all = All the time there is, instead of ninety days
help-thread-arg-history = Also entries that were corrected later
help-search-arg-words = The words, in any order
help-findings-list-arg-kind = Only this kind: undue_claim, suspect_promotion, unbilled, told_again, contact_rain, unanswered, promise_broken, handoff_late
help-findings-list-arg-state = Those in this state: suspected (else), confirmed, rejected
help-findings-list-arg-department = Only those of this department, by its name in the configuration
help-findings-list-arg-order = harm: the gravest first; audit: as a fair sample is drawn; time: the oldest first
help-findings-list-arg-within = How precise the reviews are to be, in points above and below
help-findings-list-arg-with-names = Also the customers' names
help-findings-list-arg-as-of = The last day of the period (YYYY-MM-DD); else that of the newest entry
help-findings-list-arg-all = All the time there is, instead of ninety days
help-findings-confirm-arg-finding = The finding's id (f-…), or its first digits
help-findings-reject-arg-finding = The finding's id (f-…), or its first digits
help-findings-undo-arg-number = The review's number
help-findings-history-arg-finding = Only the reviews of this finding
help-link-same-arg-a = One record (the id that `filo thread` shows)
help-link-same-arg-b = The other record
help-link-not-same-arg-a = One record (the id that `filo thread` shows)
help-link-not-same-arg-b = The other record
help-link-undo-arg-number = The decision's number
help-person-restrict-arg-lift = Lifts the restriction
help-set-apart-arg-source = Only this source
help-set-apart-arg-raw = Shows the rows too: they hold personal data
help-sample-arg-customers = How many customers
help-sample-arg-seed = The seed: the same one gives the same bytes
help-sample-arg-out = The folder to write to
help-presets-arg-name = Which one to print, to use with `preset = "NAME"` or to copy from

# problems
problem-config-absent = there is no configuration `{ $path }`
    .hint = to start: `filo example > filo.toml`, or name one with --config
problem-config-unreadable = the configuration `{ $path }` cannot be read
    .hint = check its permissions and that it is UTF-8 text
problem-config-syntax = `{ $file }`, line { $line }: { $detail }
    .hint = compare with `filo example`
problem-config-value = `{ $file }`, line { $line }: `{ $key }` cannot be `{ $value }`
    .hint = choose one of: { $allowed }
problem-config-form = `{ $file }`, line { $line }: `{ $key }` = `{ $value }` cannot be understood
    .hint = write it like: { $example }
problem-config-pattern = `{ $file }`, line { $line }: the pattern of `{ $key }` cannot be read: { $fault }
    .hint = write it between single quotes, like 'F[0-9]+-[0-9]+'; brackets, dots and the like are escaped with \
problem-config-twice = `{ $file }`, line { $line }: `{ $key }` = `{ $value }` is there already
    .hint = give one of the two another name
problem-config-field = `{ $file }`, line { $line }: there is no field `{ $key }`
    .hint = the nearest: { $allowed }; the list is in docs/CONFIGURATION.md
problem-config-missing-column = `{ $file }`, line { $line }: source `{ $source }` does not say which column is `{ $key }`
    .hint = add it under [source.columns]; to know whom a row is about one of customer, email, phone, tax_code, vat_number is enough
problem-source-pattern = the path `{ $pattern }` of source `{ $source }` cannot be used
    .hint = use `*` for several files, for example invoices_*.csv
problem-source-empty = source `{ $source }` has no file: `{ $pattern }`
    .hint = the path starts from the configuration's folder; check name and capitals
problem-file = the file `{ $path }` cannot be read
    .hint = check that it exists and its permissions, then weave again: the rest is loaded already
problem-open = `{ $path }` (source `{ $source }`) cannot be opened
    .hint = check that the file is whole and of the configured format
problem-open-columns = `{ $path }` (source `{ $source }`) lacks the columns: { $missing }
    .hint = the file has { $count } columns; the most alike: { $near }; `filo doctor` shows them all; correct [source.columns] or header_row
problem-open-empty = `{ $path }` (source `{ $source }`) is empty: there is not even a header
    .hint = export it again
problem-open-format = `{ $path }` (source `{ $source }`) is not in the format { $format }
    .hint = name the right format with format = "…"
problem-open-encrypted = `{ $path }` (source `{ $source }`) is protected by a password
    .hint = save it without a password
problem-open-sheet = `{ $path }` (source `{ $source }`) has no sheet `{ $sheet }`
    .hint = the sheets are: { $found }
problem-open-too-large = `{ $path }` (source `{ $source }`) passes the limits once unpacked
    .hint = it may be a hostile archive; if it is genuine, split it
problem-store = the store refused
    .hint = check the disk's free space and the file's permissions
problem-store-absent = there is nothing in `{ $path }` yet
    .hint = first `filo weave`
problem-store-busy = another process is writing to `{ $path }`
    .hint = wait for it to end; reading is possible meanwhile
problem-store-in-use = another process is reading `{ $path }`
    .hint = repeat when it has ended: what was removed becomes final then
problem-store-too-new = the store has schema { $found }, this program knows up to { $known }
    .hint = use a newer program
problem-no-decision = there is no decision { $number }
    .hint = `filo link list` lists them
problem-no-finding = there is no finding `{ $id }`
    .hint = the ids stand at the start of the lines of `filo findings list`
problem-several-findings = several findings begin with `{ $id }`
    .hint = type more of its digits
problem-no-department = there is no department `{ $name }`
    .hint = the names stand in the configuration
problem-no-review = there is no review { $number }
    .hint = `filo findings history` lists them
problem-no-reviews-of = nobody has reviewed `{ $id }`
    .hint = `filo findings history` lists all reviews
problem-no-reason = the reason is empty
    .hint = say in a few words why, for those who will read it
problem-record-id = this is no record
    .hint = the ids are at the start of the lines of `filo link explain WHO`
problem-record-twice = it is the same record twice
    .hint = name two different ones
problem-nobody-found = no customer fits
    .hint = try a number, an e-mail address or the surname alone
problem-choose-one = several customers fit
    .hint = repeat with the id (c-…) of the right one
problem-no-text-found = no entry holds these words
    .hint = try fewer words
problem-nothing-woven = there is no entry yet
    .hint = first `filo weave`
problem-as-of = the day `{ $date }` cannot be used
    .hint = write it like 2026-06-30
problem-no-preset = there is no preset `{ $name }`
    .hint = `filo presets` lists them
problem-output = standard output cannot be written
    .hint = check where the output goes
problem-sample = the sample company cannot be written to `{ $path }`
    .hint = check the folder's space and permissions
problem-retention = `{ $months }` months cannot be taken from today
    .hint = correct [retention]
problem-demo-folder = the folder `{ $path }` cannot be used
    .hint = name another with --dir
problem-demo-taken = the folder `{ $path }` holds something else and is left alone
    .hint = name another with --dir

# weave
woven-source = source
woven-rows = read
woven-loaded = loaded
woven-corrected = corrected
woven-known = known
woven-apart = set apart
woven-total = total
woven-customers =
    { $customers ->
        [one] One customer
       *[other] { $customers } customers
    } from { $records ->
        [one] one record
       *[other] { $records } records
    }.
woven-see-apart = Rows set apart: { $count }. Place and reason: `filo set-apart`.

# reasons for setting apart
apart-none = no row was set apart
apart-field-count = the row has another number of fields than the header ({ $detail })
apart-encoding = the row is not in the configured encoding
apart-too-long = the row passes the limit ({ $detail } bytes)
apart-open-quote = a quoted field never ends
apart-not-an-object = the line is not a JSON object
apart-too-deep = nested deeper than the limit ({ $detail })
apart-broken-xml = the XML is broken here
apart-entity = the file declares entities of its own, never expanded
apart-truncated = the file ends in the middle
apart-too-large = the file passes the limit once unpacked ({ $detail } bytes)
apart-broken-envelope = the signature around the document cannot be opened
apart-other-content = another file or document, not one that this source reads
apart-not-a-message = the message has no readable header
apart-missing = `{ $detail }` is missing
apart-unreadable = `{ $detail }` cannot be read
apart-impossible-time = `{ $detail }` is a date or time that does not exist
apart-unmapped = the value of `{ $detail }` has no meaning in the configuration
apart-nobody = the row does not say whom it is about
apart-not-a-call = the row is no record of a call: its values stand in no known order
apart-internal-call = a call between two extensions: it is about no customer
apart-unfinished-call = the file holds only a part of the call; it is whole in an export that reaches further

# report
report-title = { $company }: ninety days, { $from } to { $to }
report-title-whole = { $company }: the whole period, { $from } to { $to }
report-read =
    Read: { $sources ->
        [one] one source
       *[other] { $sources } sources
    }, { $files ->
        [one] one file
       *[other] { $files } files
    }, { $rows ->
        [one] one row
       *[other] { $rows } rows
    }; set apart { $apart }, values not understood { $unread }
report-customers =
    Customers: { $customers } from { $records ->
        [one] one record
       *[other] { $records } records
    }
report-suspected = Suspected findings, until a person confirms them:
finding-undue-claim = Money asked for when it could not be
finding-suspect-promotion = Promotions that should not have been made
finding-unbilled = Running contracts that nobody bills
finding-told-again = Reports made again that nobody recorded
finding-contact-rain = Contacts raining on one customer
finding-unanswered = Needs nobody answered
finding-promise-broken = Promises past their date
finding-handoff-late = Handoffs taken over late
reason-not-due = not due
reason-paid = paid
reason-credited = credited
reason-disputed = disputed
reason-rejected = rejected by the exchange of invoices
reason-after-end = billed after the contract's end
reason-held-product = product already held
reason-opted-out = after an opt-out
reason-left = after leaving
report-figure = { $x } of { $n } ({ $rate } %, interval { $low }–{ $high })
report-figure-small = { $x } of { $n }
report-coverage = could be judged { $n } of { $of }
report-confirmed = confirmed by people { $x } of { $n }
report-small-departments = small departments
report-nothing = nothing to judge in this period
report-withheld = not shown: it would be about fewer than five people
report-wait = Longest wait { $from } → { $to }: { $longest } working hours; median { $median }, of { $n } handoffs
report-no-waits = Waits between departments: no handoff in this period
report-next = The cases, with the entries that show them: `filo findings list`; one customer: `filo thread WHO`

# thread
customers-behind = Note: an interrupted weave left records that are not linked yet; `filo weave` completes it.
several-fit = { $count } customers fit:
thread-title = { $name } ({ $customer })
thread-nameless = no name
thread-restricted = The use of this data is restricted at the person's request.
thread-erased = The person was erased: only counts are left.
thread-linked = linked to { $to } ({ $rule })
thread-entries = Entries: { $count }
thread-case = case { $case }
thread-superseded = corrected later
thread-corrected = corrects an earlier entry
fact-due = due { $date }
rule-decision = a person's decision
rule-tax-code = same tax code
rule-vat-number = same VAT number
rule-email = same e-mail
rule-phone-and-name = same telephone and name
rule-only-holder-of-email = the only one with this e-mail
rule-only-holder-of-phone = the only one with this telephone
rule-reference = refers to a claim, document or message of this customer

# link
link-same = { $a } and { $b } are the same customer
link-not-same = { $a } and { $b } are not the same customer
link-undo = undoes decision { $number }
link-none = no decision
link-naming = names the customer
link-decided = Decision { $number }. There are now { $customers } customers. To undo: `filo link undo { $number } --reason …`

# findings
findings-state-suspected = suspected
findings-state-confirmed = confirmed
findings-state-rejected = rejected
findings-weight = weight { $points }
findings-knew = knew of it: { $departments }
findings-times = { $times } times
findings-leaver = had left
findings-further-entries = and { $count } more
findings-more = Shown { $shown } of { $all }: more with --limit
findings-none = nothing in this state
findings-foot = { $kind }: found { $found }, reviewed { $reviewed }, confirmed { $confirmed }
findings-precision = precision { $rate } % (interval { $low }–{ $high }) from a sample of { $sample }; true ones about { $about } ({ $least }–{ $most })
findings-sample = sample { $confirmed } of { $sample }, too small for a precision
findings-further =
    { $further ->
        [one] one further review
       *[other] { $further } further reviews
    } with --order audit for a precision within { $within } points
findings-enough = precise within { $within } points
findings-reviewed = Review { $number }: { $finding } is { $state }. To undo: `filo findings undo { $number } --reason …`
findings-undo = undoes review { $number }
findings-no-reviews = no review

# person
person-would-export = { $records } records and { $entries } entries would be exported.
person-restricted = The use of the data of { $customer } is restricted. To lift: --lift
person-lifted = The restriction of { $customer } is lifted.
person-would-restrict = The use of the data of { $customer } would be restricted.
person-would-lift = The restriction of { $customer } would be lifted.
person-erased = Erased: records { $records }, statements { $statements }, entries { $entries }, texts { $texts }, rows set apart { $apart }, reasons of decisions { $decisions } and of reviews { $reviews }.
person-would-erase = Would be erased: records { $records }, statements { $statements }, entries { $entries }, texts { $texts }, rows set apart { $apart }, reasons of decisions { $decisions } and of reviews { $reviews }.
person-files-outside = These files of the company may still name the person; Filo does not change them and will not read the person again:

# retention, doctor, sample, demo
retention-done = Removed: { $texts } texts, { $customers } customers without recent entries.
retention-would = Would be removed: { $texts } texts, { $customers } customers without recent entries.
within-days = { $count ->
        [one] one business day
       *[other] { $count } business days
    }
within-hours = { $count ->
        [one] one working hour
       *[other] { $count } working hours
    }
within-minutes = { $count ->
        [one] one working minute
       *[other] { $count } working minutes
    }
doctor-config =
    `{ $config }`: { $company }, { $departments ->
        [one] one department
       *[other] { $departments } departments
    }, { $sources ->
        [one] one source
       *[other] { $sources } sources
    }
doctor-deadline = { $department }: takes over a handoff within { $within }
doctor-request = request "{ $kind }": answer within { $answer }, least steps { $steps }
doctor-request-alone = request "{ $kind }": answer within { $answer }, least steps { $steps }; self-service should do
doctor-promise = public promise: "{ $text }" ({ $source }; measure { $measure } checks it)
doctor-stale = the newest export is of { $date }; the source promises { $promised }
doctor-small = fewer than five people or no number given: its figures will be pooled with others
doctor-source =
    {"  "}{ $source } ({ $kind }): { $files ->
        [one] one file
       *[other] { $files } files
    }, { $size }, { $encoding }; tried { $tried ->
        [one] one row
       *[other] { $tried } rows
    }, set apart { $apart }, values not understood { $unread }
doctor-columns = columns that there are: { $columns }
doctor-unmapped = columns kept as given: { $columns }
doctor-well = All is well: `filo weave` can begin.
doctor-sick = Something is wrong: see above.
sample-next = Now: `filo weave --config { $config }`
demo-folder = Working copy of the sample company in `{ $dir }`
demo-next =
    To try next:
      filo --config { $dir }/filo.toml thread { $customer }
      filo --config { $dir }/filo.toml findings list
      filo --config { $dir }/filo.toml search bolletta
      filo --config { $dir }/filo.toml set-apart
      filo --config { $dir }/filo.toml doctor

# kinds
kind-record = records
kind-message = message
kind-attempt = attempt
kind-handoff = handoff
kind-promise = promise
kind-refusal = refusal
kind-alternative = alternative
kind-invoice = invoice
kind-credit = credit note
kind-payment = payment
kind-dispute = dispute
kind-complaint = complaint
kind-reminder = reminder
kind-formal-notice = formal notice
kind-collection = debt collection
kind-suspension = suspension
kind-campaign-attempt = campaign contact
kind-contract = contract
kind-consent = consent
kind-preference = preference
kind-survey = survey answer
kind-goodwill = goodwill
kind-self-service = self-service
kind-alert = alert between departments
kind-approval = approval
kind-training = training
kind-lesson = lesson
kind-suggestion = suggestion
kind-improvement = improvement
kind-review = review
kind-closing-contact = closing contact
kind-public-post = public post
kind-verdict = guard verdict
kind-note = note
kind-receipt = receipt
channel-email = e-mail
channel-phone = telephone
channel-chat = chat
channel-sms = text message
channel-pec = certified mail
channel-letter = letter
channel-web = web
channel-ticket = ticket
channel-visit = in person
channel-social = social network
channel-system = between systems
direction-in = from the customer
direction-out = to the customer
direction-internal = internal
step-opened = opened
step-owned = taken in charge
step-waiting = waiting
step-resolved = resolved
step-closed = closed
step-reopened = reopened
outcome-no-answer = no answer
outcome-busy = busy
outcome-abandoned = given up while waiting
outcome-machine = a machine answered
outcome-failed = failed
outcome-answered = answered
outcome-accepted = accepted
outcome-declined = declined
outcome-already-customer = "I am a customer already"
state-opened = opened
state-closed = closed
state-upheld = upheld
state-rejected = rejected
state-sent = sent
state-accepted = accepted
state-declined = declined
state-done = done
state-made = made
state-kept = kept
state-moved = moved
state-withdrawn = withdrawn
state-given = given
state-lifted = lifted
state-activated = activated
state-changed = changed
state-ended = ended
state-started = started
state-failed = failed
state-asked = asked
state-answered = answered
state-delivered = delivered
state-undelivered = not delivered
state-expired = expired

# mappings that come with Filo
preset-checked-docs = names checked
preset-checked-memory = names to be checked
presets-use = In a source: preset = "NAME". The names of columns depend on the language and choices of the export: `filo doctor` says what is missing.
