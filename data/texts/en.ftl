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
help-relations = Who is related to a customer: household, firm, same contact
help-link = Who is the same person, why, and the decisions about it
help-link-run = Makes customers of any file of people, without configuration
help-link-run-arg-files = CSV, XLSX, Parquet or JSON Lines with a row for each record
help-link-run-arg-out = Where the customers are written, as CSV; without it, to standard output
help-link-run-arg-column = Which column says what, where its name does not tell, as first_name=Vorname
help-link-run-arg-precision = The share of joined pairs that shall be right
help-link-run-arg-review = Writes the pairs that a person may look at, the most valuable first
help-link-run-arg-explain = Says for each record why it belongs to its customer
help-link-explain = What holds a customer together; with two, what speaks for and against their being one
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
help-report-arg-out = Writes the picture as an HTML page to this file (- for standard output)
help-report-arg-with-names = With the names and numbers of persons, which are replaced otherwise
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
help-link-explain-arg-other = The other customer or record
help-link-explain-arg-svg = Draws the weights as steps into a file
help-link-review = Pairs that may be one customer, left to a person, the most valuable first
help-link-review-arg-limit = How many
help-link-decide = Decides that two records are, or are not, the same customer
help-link-decide-arg-a = One record (the id that `filo thread` shows)
help-link-decide-arg-b = The other record
help-link-decide-arg-said = same or not-same
help-link-history = Decisions, versions of the weights, and what became of customers
help-link-history-arg-who = Only what concerns this customer
help-link-learn = Learns the weights anew from all records and decisions and applies them at once
help-link-learn-arg-precision = The share of joined pairs that shall be right; else that of the configuration
help-link-learn-arg-back = Goes back to an earlier version instead
help-link-run-arg-model = Uses weights that were saved, instead of learning them
help-link-run-arg-save-model = Saves the weights
help-link-run-arg-arriving = Records that come afterwards, one by one
help-link-run-arg-once-per-file = No file has anybody twice
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
problem-config-header = `{ $file }`, line { $line }: `header` is empty or has an empty name
    .hint = one name for each column, in the order of the file: header = ["date", "customer", "amount"]
problem-config-header-format = `{ $file }`, line { $line }: in the format { $format } columns have their names already
    .hint = take `header` out; it is for CSV, asterisk-cdr and 3cx-cdr without a header
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
problem-open-no-header = `{ $path }` (source `{ $source }`) has no names of columns, which in the format { $format } its administrator chooses
    .hint = write their names in the order of the file into header = ["…"]
problem-open-encrypted = `{ $path }` (source `{ $source }`) is protected by a password
    .hint = save it without a password
problem-open-sheet = `{ $path }` (source `{ $source }`) has no sheet `{ $sheet }`
    .hint = the sheets are: { $found }
problem-open-cut = the end of `{ $path }` (source `{ $source }`) is missing, and with it what says where its columns stand
    .hint = copy or export the file anew
problem-open-codec = `{ $path }` (source `{ $source }`) is packed with { $codec }, which is not read
    .hint = write it with snappy, gzip or unpacked; zstd is read by a Filo that was built with `--features parquet-zstd`
problem-open-lists = `{ $path }` (source `{ $source }`) has lists or maps where a row needs one value: { $columns }
    .hint = export a column for each value, or take the column out of the mapping
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
    .hint = `filo link history` lists them
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
problem-people-field = there is no field `{ $field }`
    .hint = the fields are: { $known }
problem-people-column = the file has no such column for `{ $field }`
    .hint = its columns are: { $found }
problem-people-none = no column of the file is recognised
    .hint = say what they are, as --column last_name=Cognome; its columns are: { $found }
problem-people-open = `{ $path }` cannot be read as a table
    .hint = it has to be CSV with a header, XLSX, Parquet or JSON Lines
problem-people-cut = the end of `{ $path }` is missing, and with it what says where its columns stand
    .hint = copy or export the file anew
problem-people-codec = `{ $path }` is packed with { $codec }, which is not read
    .hint = write it with snappy, gzip or unpacked; zstd is read by a Filo that was built with `--features parquet-zstd`
problem-people-out = `{ $path }` cannot be written
    .hint = check the folder and its permissions
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
apart-broken-rows = the rows from here to the end of their group are broken; reading went on with the next group
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
relations-none = No relation is known.
relations-passed-over = Too many share it to relate anybody:
relations-shared-by = { $count } customers
relations-shared-by-more = more customers than are counted
relations-withheld = name and values withheld
relations-not-all = Note: an earlier program wrote this store; `filo weave` makes houses and mail domains known.
relation-household = household
relation-firm = firm
relation-contact = same contact
sureness-certain = certain
sureness-likely = likely
shared-house = house
shared-landline = landline
shared-phone = telephone
shared-email = e-mail
shared-domain = mail domain
shared-vat-number = VAT number
shared-company-name = firm
shared-surname = surname
fact-due = due { $date }
rule-decision = a person's decision
rule-tax-code = same tax code
rule-vat-number = same VAT number
rule-email = same e-mail
rule-phone-and-name = same telephone and name
rule-likeness = similar details, all weighed
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
link-merged = { $customer } became part of { $other }
link-split = { $customer } was made of records of { $other }
link-model = version { $version } of the weights, learnt from { $records } records and { $labels } decisions
link-weakest = Weakest link: { $record } is { $why }. Without it { $beyond } of the records would be a customer of their own, { $rest } would stay.
link-together = together: probability { $probability }
link-cut = joined from
link-is-decided = A person decided that they are one customer.
link-is-apart = A person decided that they are not one customer.
link-is-one = They are one customer.
link-is-two-codes = Two valid tax codes: they are never joined by themselves.
link-is-held = Likely enough, and yet apart: what else is known of the two customers speaks against it.
link-is-names = Nothing but names agrees, and there are namesakes: a person has to look. To join them: `filo link decide RECORD RECORD same --reason …`
link-is-not = They are not joined. To join them: `filo link decide RECORD RECORD same --reason …`
link-contradicts = Decision { $number } is kept, but the two stay apart: an earlier one says that they, or others joined with them, are not the same. `filo link history` shows it; undo one of the two.
link-proposal = One customer? Probability { $probability }; pairs of records: { $pairs }
link-review = { $shown } of { $count } pairs. To decide: `filo link decide RECORD RECORD same|not-same --reason …`
link-learnt = Version { $version } of the weights, from { $records } records and { $labels } decisions; expected precision { $precision }. Customers: { $before } before, { $customers } now; { $merged } merged, { $split } made of others.
link-learnt-back = To go back: `filo link learn --back { $back }`
linkage-others = other explanations
people-arrived = { $count } records came one by one, after { $open } s to open: { $median } ms each in the middle, { $most } ms at most in 99 of 100
problem-model-version = there is no version { $version } of the weights
    .hint = `filo link history` lists the versions
problem-model-content = the weights cannot be read
    .hint = `filo link learn` makes a new version
problem-model-absent = no weights were learnt yet
    .hint = `filo weave` makes customers and learns them
problem-people-model = `{ $path }` holds no weights that this program wrote
    .hint = `filo link run FILE --save-model { $path }` writes one
problem-people-model-small = the weights were learnt from { $records } records, and there are far too many for them
    .hint = without `--model` they are learnt from the file; `--save-model` keeps them
link-is-passed-over = A person decided that they are one customer, and an earlier decision keeps them, or others joined with them, apart: `filo link history`.
problem-one-customer = these are one customer already, or nobody
    .hint = `filo link explain WHO` says what holds it together
problem-nothing-to-weigh = one of the two says nothing that can be weighed
    .hint = without `--svg` the command says what decides
people-columns = Columns: { $columns }
people-read = { $records } records read, { $apart } rows set apart
people-repeated = { $count } records have an id that another had before: they are written with #2, #3 …
people-linked = { $customers } customers; { $pairs } pairs compared, { $left } pairs of crowded blocks left out; expected precision { $precision }; { $seconds } s
people-review = { $review } pairs of customers to review
linkage-before = before comparing
linkage-field-first-name = first name
linkage-field-last-name = surname
linkage-field-name-order = names
linkage-field-birth-date = birth date
linkage-field-tax-code = tax code
linkage-field-phone = telephone
linkage-field-email = e-mail
linkage-field-address = address
linkage-field-number = number
linkage-field-company = firm
linkage-level-same = the same
linkage-level-form = another form of it
linkage-level-near = a typing error apart
linkage-level-initial = an initial of it
linkage-level-alike = alike
linkage-level-other-sex = that of the other sex
linkage-level-different = different
linkage-level-part = a part in common
linkage-level-swapped = in each other's place
linkage-level-two-parts = two of three parts
linkage-level-year = the same year
linkage-level-user = the same before the @
linkage-level-named = the same, made of the name
linkage-level-user-named = the same before the @, made of the name
linkage-level-street = the same street
linkage-level-postcode = the same postcode
linkage-level-city = the same town
linkage-level-firm-or-person = a firm and a person

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
person-erased = Erased: records { $records }, statements { $statements }, entries { $entries }, texts { $texts }, rows set apart { $apart }, reasons of decisions { $decisions }, of choices { $choices } and of reviews { $reviews }.
person-would-erase = Would be erased: records { $records }, statements { $statements }, entries { $entries }, texts { $texts }, rows set apart { $apart }, reasons of decisions { $decisions }, of choices { $choices } and of reviews { $reviews }.
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

# the page of the report
problem-page = the page cannot be written
    .hint = try again; if it happens once more, print the picture without --out
page-hours = { $hours } working hours
page-hours-short = { $hours } h
page-before = before
page-period = The picture of ninety days · { $from } to { $to }
page-preface = Suspected is what the entries show and nobody has looked at yet; confirmed is what a person has confirmed. The two are never added up. Every share carries its 95 % interval; where the base is too small there is no share. Names and numbers of persons are replaced.
page-contents = Contents
page-table = the table
page-footer = Filo { $version }. This page loads nothing from the network. No figure is about one employee; departments of fewer than five people stand together.
page-tile-rows = rows read
page-tile-customers = customers
page-tile-suspected = suspected findings
page-tile-confirmed = confirmed harms
page-read-title = What was read
page-read = { $sources } sources, { $files } files, { $rows } rows: { $loaded } new, { $corrected } corrected, { $known } already known, { $apart } set apart. The sum is right: nothing is lost in silence.
page-unfinished = Read only in part: { $files } files. Run `filo weave` again.
page-apart-note = Place and reason of every row set apart: `filo set-apart`.
page-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
page-absent = no data
page-source = Source
page-newest = Newest entry
page-behind = Days behind
page-promised = Promised freshness
page-state = State
page-freshness = How old the newest entry of each source is at the end of the period
page-freshness-description = One bar per source: the days from its newest entry to the end of the period. Sources older than they promise stand out.
page-state-fresh = fresh
page-state-stale = older than it promises
page-state-unpromised = promises nothing
page-state-absent = not read
page-department = Department
page-kind = Kind and format
page-files = Files
page-rows = Rows
page-loaded = New
page-corrected = Corrected
page-known = Known
page-apart = Set apart
page-unread = Values not understood
page-counts = Rows by source: read = new + corrected + known + set apart
page-reason = Reason
page-apart-title = Rows set apart, by reason
page-customers-title = Customers and their sources
page-customers = { $customers } customers from { $records } records; { $more } are known to more than one system.
page-systems = Known to
page-customers-head = Customers
page-known-by = { $count ->
    [one] one system only
   *[other] { $count } systems
}
page-known-by-title = How many systems know the same customer
page-known-by-description = One bar per number of systems: how many customers are known to that many systems.
page-system = System
page-records = Records
page-shared = Known elsewhere too
page-reach-title = What each system knows
page-reach-note = Today only exact keys join records: a typing error in the only key leaves two records apart, and the number of customers is too high rather than too low.
page-findings-title = Suspected findings and confirmed harms
page-findings = Each row counts cases out of those that could be judged, with definition and coverage.
page-findings-states = A finding stays suspected until a person confirms or rejects it: `filo findings list`.
page-none-confirmed = No finding has been confirmed by a person yet.
page-small-note = Departments of fewer than five people stand together, and a figure that could be found by subtraction is not shown (✱).
page-finding = Finding
page-suspected-of = Suspected out of judged
page-coverage = Judged / in all
page-definition = Definition
page-withheld = withheld: too few people
page-shares = Share of suspected cases, with its 95 % interval
page-shares-description = One dot per kind of finding: the share of suspected cases out of those that could be judged; the line is the 95 % interval.
page-departments = Departments
page-confirmed-title = Harms confirmed by a person
page-by-department = Suspected by kind and department
page-by-department-description = One cell per kind of finding and department, the darker the more are suspected.
page-about-undue-claim = A claim reminded, put on notice or sent to collection although it could not be asked for.
page-about-unanswered = The customer tried to reach the company and no person spoke with them within a business day.
page-about-promise-broken = A promise with a date that passed without being kept, or moved with notice.
page-about-handoff-late = A department did not take over within its time what another handed to it.
page-about-suspect-promotion = An offer of what the customer already holds, or after an opt-out, or more than thirty days after leaving without a new consent.
page-about-unbilled = An active contract without an invoice for longer than lies between two invoices.
page-about-told-again = The same report made again while no case is open: told several times, recorded never.
page-about-contact-rain = Many contacts within days from several departments or agencies, none of them an answer to the customer.
page-reasons = Reasons: { $list }.
page-acts = Acts: { $list }.
page-lines-title = Needs nobody answered, line by line
page-lines = A need is all attempts of one customer within twenty-four hours of the first. A machine that answers is no answer.
page-lines-none = No source says on which line the customer called.
page-lines-chart = Needs by line; the dark part was not answered
page-lines-description = One bar per telephone line: the needs; the dark part are those that nobody answered.
page-line = Line
page-unanswered-of = Unanswered out of needs
page-attempts = Attempts
page-machine = Only a machine
page-minutes = Minutes on the telephone
page-cost = Cost to the callers
page-lines-note = The cost is that of the unanswered attempts, at the tariffs of the configuration; where there are none there is a dash. Where nobody answered the customer may have paid all the same.
page-line-unknown = line not known
page-waits-title = Where customers wait
page-waits = From one department's handoff to the other's taking over, in working hours of the receiving department. What is still open counts up to the end of the period.
page-waits-note = A median says little where handoffs are few: look at how many there are.
page-from = From
page-to = To
page-handoffs = Handoffs
page-median = Median
page-longest = Longest
page-tick-hour = 1 hour
page-tick-day = 1 day
page-tick-week = 1 week
page-tick-month = 1 month
page-tick-quarter = 4 months
page-waits-chart = Median wait (dot) and longest (diamond), by pair of departments
page-waits-description = One row per pair of departments, on a scale of working hours that grows by powers: the dot is the median, the diamond the longest wait.
page-pairs-chart = Judged handoffs, from (rows) to (columns)
page-pairs-description = One cell per pair of departments, the darker the more handoffs.
page-promises-title = Said and done
page-promises = What the company promised in public, beside what the entries show.
page-promises-none = No public promise stands in the configuration ([[public_promise]]).
page-said = Said
page-where = Where
page-when = When
page-measure = Measure
page-done = Done
page-not-measured = not measurable here with these sources
page-not-measured-short = not measurable
page-promises-chart = What was done of what was said
page-promises-description = One dot per public promise: the measured share with its 95 % interval.
page-promises-note = The measure is the one chosen in the configuration; the dot does not say whether the promise is kept, it says what happened.
page-threads-title = Five threads
page-threads = Five customers, chosen for the harm and for variety, each told in the lanes of the departments: at the top what the customer does, below what each department does. The diamonds are the moments of harm.
page-threads-none = No finding in this period.
page-thread = Thread { $number } · { $who }
page-left-out = { $count ->
    [one] One entry of the same days is not told.
   *[other] { $count } entries of the same days are not told.
}
page-example = Example · { $who } · { $finding }
page-suspected-word = suspected
page-confirmed-word = confirmed
page-customer = Customer
page-lanes = Thread { $number } in the lanes of the departments
page-lanes-description = Time goes from left to right; one lane for the customer and one for each department; the numbers are those of the list that follows.
page-unmeasured-title = What cannot be measured here
page-unmeasured = A missing source is not a zero. For each measure: what is missing, and which export would make it possible. Of the measures that the data allow, Filo counts F3, I1, P1, C1 and C2 today.
page-unmeasured-none = With these sources no measure lacks data. Of them Filo counts F3, I1, P1, C1 and C2 today.
page-why = What is missing
page-export = Which export would help
page-missing-kind = no source gives: { $kind }
page-missing-field = no source names the field “{ $field }”
page-stale-sources = older than they promise, or not read: { $sources }
export-newer = a newer export of the sources named
export-message = messages or answered calls: mailbox, tickets, the telephone system's CDR
export-attempt = unanswered calls: the telephone system's CDR and queue_log
export-verdict = the guard's log, once it is in use
export-handoff = handoffs between departments: the help desk's history of assignments
export-alert = alerts between departments about a customer
export-self-service = events of the customer area: started, failed, done
export-promise = promises with a date: “due” fields of the help desk or CRM
export-refusal = refusals with their reason: closing codes of the help desk
export-alternative = alternatives offered: closing codes of the help desk
export-goodwill = goodwill and refunds: commercial credits
export-approval = requests for approval and their outcome
export-training = the register of training, as counts
export-lesson = lessons held
export-reminder = the list of reminders, formal notices or transfers to collection
export-formal-notice = the list of formal notices
export-collection = the list of transfers to collection
export-invoice = invoices: a FatturaPA folder or the ledger of due dates
export-payment = payments: the bank's camt.053 or a list of payments
export-campaign-attempt = campaign lists with their outcomes
export-contract = contracts with product, state and end
export-closing-contact = closing contacts with leavers
export-improvement = the list of improvements with their dates
export-suggestion = suggestions of staff and customers with the date of the answer
export-review = reviews of threads held by departments
export-field-reason = a column with the reason of the contact
export-field-case = a column with the number of the case
export-field-text = the text of the messages
export-field-product = a column with the product
measure-F1 = Written down the first time
measure-F2 = Told again
measure-F3 = Needs nobody answered
measure-F4 = Thread looked at before
measure-I1 = Handoffs taken over in time
measure-I2 = Customer who chases
measure-I3 = Bounces
measure-I4 = Alerts taken up
measure-S1 = Solved at the first contact
measure-S2 = Failed self-service
measure-S3 = Simple requests made simple
measure-S4 = Forced changes of channel
measure-P1 = Promises kept
measure-P2 = Contradictory answers
measure-P3 = No that softens
measure-P4 = Interim answers without a date
measure-A1 = No with an alternative
measure-A2 = Alternatives accepted
measure-A3 = Apology and remedy
measure-A4 = “Not our department”
measure-U1 = Autonomy used
measure-U2 = Rubber stamps
measure-U3 = Training up to date
measure-U4 = Lessons
measure-C1 = Undue claims
measure-C2 = Calls to those who are customers already
measure-C3 = Guards respected
measure-C4 = Care of leavers
measure-C5 = Contact after a harm
measure-G1 = Improvements verified
measure-G3 = Suggestions answered
measure-G4 = Reviews held
finding-one-undue-claim = claim asked for unduly
finding-one-unanswered = need nobody answered
finding-one-promise-broken = promise past its date
finding-one-handoff-late = handoff taken over late
finding-one-suspect-promotion = suspect promotion
finding-one-unbilled = contract without an invoice
finding-one-told-again = told again
finding-one-contact-rain = rain of contacts
# mappings that come with Filo
preset-checked-docs = names checked
preset-checked-memory = names to be checked
presets-use = In a source: preset = "NAME". The names of columns depend on the language and choices of the export: `filo doctor` says what is missing.
report-written = Picture written to { $path }
problem-report-out = cannot write `{ $path }`
    .hint = check that the folder exists and can be written
mask-person = name
mask-phone = phone
mask-email = e-mail
mask-tax-code = tax code
mask-account = account
mask-address = address
mask-date-of-birth = date of birth
mask-number = number
mask-firm = firm
mask-plate = plate
mask-handle = user
mask-link = link
report-missing = not measurable here: no source gives { $kinds }
page-period-whole = The picture of all the time there is · { $from } to { $to }
page-preface-named = Suspected is what the entries show and nobody has looked at yet; confirmed is what a person has confirmed. The two are never added up. Every share carries its 95 % interval; where the base is too small there is no share. CAUTION: this page holds names and numbers of persons; it is not for others.
page-confirmed-of = Confirmed out of judged

# the golden view and corrections
help-golden = Of each field of a customer the best value, where it comes from, and what disagrees
help-golden-decide = Chooses what a record says of a field as right
help-golden-decide-arg-record = The record: its id, or its key where only one system has it
help-golden-decide-arg-field = The field
help-golden-decide-arg-source = The source, where those of the record say different things
help-golden-undo = Undoes a choice; undoing an undo restores it
help-golden-undo-arg-number = The number of the choice
help-golden-history = The choices so far
help-corrections = What each source has to correct, and the department that owns it
help-corrections-arg-department = Only those of this department
help-corrections-arg-source = Only those of this source
help-corrections-arg-closed = Those that the source's export has shown as done
help-corrections-arg-csv = As CSV, for a spreadsheet
help-corrections-arg-masked = Without the values, which are personal data
golden-field-name = name
golden-field-company-name = firm
golden-field-birth-date = birth date
golden-field-tax-code = tax code
golden-field-vat-number = VAT number
golden-field-address = address
golden-field-phone = telephone
golden-field-email = e-mail
golden-nothing = nothing is said of this customer
golden-by-choice = by choice { $number }
golden-part = only a part
golden-origin = from { $source }, since { $date } · { $record }
golden-implied = from the tax code of { $source }, since { $date } · { $record }
golden-differs = disagrees: { $value } ({ $why }), { $from }
golden-is = { $why }, { $from }
golden-news = said after the choice: somebody should look
golden-why-other = another value
golden-why-replaced = replaced elsewhere
golden-why-placeholder = only fills the field
golden-why-unreadable = cannot be read
golden-corrections = Corrections:
golden-chosen = Choice { $number }: what the record says is right ({ $field }). To undo: `filo golden undo { $number } --reason …`
golden-undone = Choice { $number } undoes choice { $undone }. To undo: `filo golden undo { $number } --reason …`
golden-right = { $field } of { $record } is right
golden-undo = undoes choice { $number }
golden-no-choices = no choice
corrections-head =
    { $count ->
        [one] { $department } · { $source } ({ $system }): { $count } correction
       *[other] { $department } · { $source } ({ $system }): { $count } corrections
    }
corrections-head-closed = { $department } · { $source } ({ $system }): corrected { $count }
corrections-line = { $key } · { $field }: has { $has }, should have { $should } ({ $why })
corrections-nothing = nothing any more
corrections-open = open since { $since }, still so on { $seen }
corrections-open-unseen = open since { $since }, no export of it since { $seen }
corrections-closed = open since { $since }, closed by the export of { $closed }
corrections-none = nothing to correct
corrections-no-owner = no department
corrections-personal = This list holds personal data: it is for those who correct. Without values: --masked
corrections-restricted = Left out at their request: { $count }
problem-no-choice = there is no choice { $number }
    .hint = `filo golden history` lists them
problem-no-source = there is no source `{ $name }`
    .hint = the names of sources stand in the configuration
problem-record-unknown = there is no such record
    .hint = the ids of records are at the ends of the lines of `filo golden WHO`
problem-record-several = several systems have a record under this key
    .hint = give the record's id, at the ends of the lines of `filo golden WHO`
problem-record-without-field = the record says nothing readable of `{ $field }`
    .hint = choose a record that does; `filo golden WHO` shows them
problem-record-says-several = the sources of this record say different things
    .hint = add --source NAME
