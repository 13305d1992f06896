//! Lines by which mail programs and people mark quotes, signatures and disclaimers, as data.
//!
//! All functions take lines already trimmed and in lower case.

/// Formulas that close a letter; what follows on the line may be a name.
const CLOSINGS: [&str; 21] = [
    "cordiali saluti",
    "distinti saluti",
    "cordialissimi saluti",
    "un cordiale saluto",
    "cari saluti",
    "i migliori saluti",
    "migliori saluti",
    "con i migliori saluti",
    "porgo distinti saluti",
    "porgo cordiali saluti",
    "grazie e saluti",
    "grazie e cordiali saluti",
    "grazie, cordiali saluti",
    "best regards",
    "kind regards",
    "warm regards",
    "many thanks and best regards",
    "yours sincerely",
    "yours faithfully",
    "yours truly",
    "best wishes",
];

/// Closings that are also common words: they must stand alone on their line.
const CLOSINGS_ALONE: [&str; 10] = [
    "saluti",
    "un saluto",
    "cordialmente",
    "cordialità",
    "in fede",
    "a presto",
    "regards",
    "sincerely",
    "cheers",
    "buona giornata",
];

/// What telephones and mail programs add below a message.
const DEVICES: [&str; 7] = [
    "inviato da iphone",
    "inviato da ipad",
    "inviato dal mio",
    "inviato da outlook",
    "sent from my",
    "get outlook for",
    "ottieni outlook per",
];

/// Notices that are disclaimers whatever follows.
const NOTICES: [&str; 6] = [
    "avviso di riservatezza",
    "nota di riservatezza",
    "clausola di riservatezza",
    "confidentiality notice",
    "disclaimer:",
    "privileged and confidential",
];

/// Beginnings of disclaimers, if their paragraph speaks of confidence.
const NOTICE_BEGINNINGS: [&str; 14] = [
    "questo messaggio",
    "questa e-mail",
    "questa email",
    "questa comunicazione",
    "il presente messaggio",
    "la presente comunicazione",
    "le informazioni contenute",
    "ai sensi del regolamento",
    "ai sensi del d.lgs",
    "this e-mail",
    "this email",
    "this message",
    "the information contained",
    "the contents of this",
];

const CONFIDENCE: [&str; 8] = [
    "confidenzial",
    "riservat",
    "destinatari",
    "confidential",
    "privileged",
    "intended recipient",
    "intended solely",
    "intended only",
];

/// The longest rest of a closing line that may be a name, in characters.
const NAME_CHARACTERS_MAX: usize = 30;

const MARKERS: [&str; 8] = [
    "messaggio originale",
    "messaggio inoltrato",
    "original message",
    "original appointment",
    "forwarded message",
    "inizio messaggio inoltrato",
    "begin forwarded message",
    "messaggio di posta originale",
];

const HEADER_NAMES: [&str; 14] = [
    "a:",
    "to:",
    "cc:",
    "ccn:",
    "bcc:",
    "data:",
    "date:",
    "inviato:",
    "sent:",
    "oggetto:",
    "subject:",
    "rispondi a:",
    "reply-to:",
    "priorità:",
];

/// Whether a line closes a letter, alone or with a name.
pub(super) fn is_closing(line: &str) -> bool {
    let alone = line.trim_end_matches(|last: char| !last.is_alphanumeric());
    if CLOSINGS_ALONE.contains(&alone) || DEVICES.iter().any(|device| line.starts_with(device)) {
        return true;
    }
    CLOSINGS.iter().any(|closing| {
        line.strip_prefix(closing).is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric) && rest.chars().count() <= NAME_CHARACTERS_MAX
        })
    })
}

/// Whether a line goes on with the letter after its closing.
pub(super) fn is_postscript(line: &str) -> bool {
    ["p.s.", "ps:", "p.s:", "ps.", "n.b.", "nb:", "post scriptum"]
        .iter()
        .any(|start| line.starts_with(start))
}

/// Whether a paragraph is a notice of confidence. After a signature less is asked for: a customer
/// who writes "ai sensi del Regolamento (UE) 2016/679 chiedo ..." writes no disclaimer.
pub(super) fn is_disclaimer(paragraph: &str, after_signature: bool) -> bool {
    let paragraph = paragraph.trim_start_matches(|first: char| !first.is_alphanumeric());
    if NOTICES.iter().any(|notice| paragraph.starts_with(notice)) {
        return true;
    }
    let begins = NOTICE_BEGINNINGS.iter().any(|start| paragraph.starts_with(start));
    begins && (after_signature || CONFIDENCE.iter().any(|word| paragraph.contains(word)))
}

/// Whether a line may begin an attribution such as "On Tue, 3 Mar 2026 at 10:15, X wrote:".
pub(super) fn begins_attribution(line: &str) -> bool {
    ["il ", "in data ", "on ", "le ", "am "].iter().any(|start| line.starts_with(start))
        && line.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether some lines put together are an attribution.
pub(super) fn is_attribution(joined: &str) -> bool {
    let joined = joined.trim_end();
    let Some(before) = ["ha scritto:", "ha scritto :", "wrote:", "scrive:"]
        .iter()
        .find_map(|end| joined.strip_suffix(end))
    else {
        return false;
    };
    // People tell what somebody wrote to them; mail programs do not.
    let tells = [" mi", " ci", " vi", " gli"].iter().any(|word| before.trim_end().ends_with(word));
    let address = before.contains('@') && before.contains('<');
    !tells && (address || (begins_attribution(joined) && has_time(before)))
}

/// Whether a text holds a time of day such as `10:15`, or an address.
fn has_time(text: &str) -> bool {
    let time = |three: &[u8]| {
        matches!(three, [before, b':' | b'.', after]
            if before.is_ascii_digit() && after.is_ascii_digit())
    };
    text.contains('@') || text.as_bytes().windows(3).any(time)
}

/// Whether a line announces the message that follows, such as "-----Original Message-----".
pub(super) fn is_marker(line: &str) -> bool {
    let bare = line.trim_matches(|end: char| !end.is_alphanumeric());
    let edged = line.starts_with("--") || line.ends_with(':') || line.starts_with("==");
    edged && MARKERS.contains(&bare)
}

/// Whether a line is the rule that mail programs put above an earlier message.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() >= 30 && line.bytes().all(|byte| byte == b'_')
}

/// Whether a line is the sender's line of an earlier message's header.
pub(super) fn is_sender_field(line: &str) -> bool {
    let bare = bare_field(line);
    bare.starts_with("da:") || bare.starts_with("from:")
}

/// Whether a line is another field of an earlier message's header.
pub(super) fn is_header_field(line: &str) -> bool {
    let bare = bare_field(line);
    is_sender_field(line) || HEADER_NAMES.iter().any(|name| bare.starts_with(name))
}

/// A field without the asterisks that stand for bold type.
fn bare_field(line: &str) -> String {
    line.chars().filter(|&found| found != '*').take(40).collect::<String>().trim_start().to_owned()
}
