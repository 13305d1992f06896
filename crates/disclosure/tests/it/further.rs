//! Further classes: names and firms that are ordinary words, answers in transcripts, series of codes.

use crate::{are_masked, stay};

#[test]
fn an_account_is_hidden_by_what_it_ends_with() {
    are_masked(&[
        (
            "la carta che finisce con 8812 è bloccata",
            "la carta che finisce con [number] è bloccata",
        ),
        ("quello che termina per 009", "quello che termina per [number]"),
        ("the Visa ending with 3310, please", "the Visa ending with [number], please"),
        ("sort code 20-44-12", "sort code [account]"),
    ]);
    stay(&[
        "il contratto finisce in 30 giorni",
        "la promozione finisce con 300 minuti in meno",
        "the offer ends in 2027",
    ]);
}

#[test]
fn series_of_capitals_go_with_their_number() {
    are_masked(&[
        ("polizza RC-CASA 771204", "polizza [number]"),
        ("le do il sinistro: S31 02 88 4410", "le do il sinistro: [number]"),
        ("matr. vecchia 0044127, nuova GX 8810 42", "matr. vecchia [number], nuova [number]"),
        ("tessera ospedaliera H 7712 04", "tessera ospedaliera [number]"),
        ("il contratto 44 17 20 9 a voce", "il contratto [number] a voce"),
        ("matricola trecentoquattordici, reparto due", "matricola [number], reparto due"),
    ]);
    stay(&["il contratto di trecentoquaranta euro", "numero duecento pezzi"]);
}

#[test]
fn letters_told_by_any_town_or_glued_to_digits_belong_to_the_code() {
    are_masked(&[
        ("Targa? Effe Palermo, nove zero due, Zeta Roma.", "Targa? [plate]."),
        ("il seriale è ti quattro, otto otto uno", "il seriale è [number]"),
        ("patente U1 zero sette tre nove Effe", "patente [number]"),
        ("it is oh seven seven hundred, nine double oh", "it is [phone]"),
    ]);
}

#[test]
fn an_answer_is_read_by_its_question() {
    are_masked(&[
        (
            "Op.: Il cognome?\nCl.: Di Aprile, come il mese.",
            "Op.: Il cognome?\nCl.: [person], come il mese.",
        ),
        ("Op.: Che interno?\nCl.: trentatré.", "Op.: Che interno?\nCl.: [number]."),
    ]);
    stay(&["Op.: Quanti contratti ha?\nCl.: trentatré.", "Op.: Il nome va bene?\nCl.: Certo."]);
}

#[test]
fn dates_of_birth_in_words_are_hidden_whole() {
    are_masked(&[
        ("Nata? Tre di marzo del quarantadue.", "Nata? [date of birth]."),
        ("è del sei aprile cinquantotto", "è del [date of birth]"),
        ("born on the ninth of the fourth, sixty-one", "born on the [date of birth]"),
        ("nato il ventidue undici del trentanove", "nato il [date of birth]"),
    ]);
    stay(&["il dodici giugno venti persone aspettavano"]);
}

#[test]
fn houses_without_a_number_and_in_the_country_are_addresses() {
    are_masked(&[
        ("sto in contrada Pozzo, senza numero, Noto", "sto in [address]"),
        ("via Appia Nuova duecentotré, scala B", "[address]"),
        ("vicolo Corto 5, Potenza - citofono rotto", "[address] - citofono rotto"),
        ("Podere Il Colle, 0577 884 120", "[address], [phone]"),
        ("S.P. 12, km 3+200, cancello verde", "[address], cancello verde"),
        ("the flat is at 4 the paddock, Ripon", "the flat is at [address]"),
        ("il pacco è in scala C int 8", "il pacco è in [address]"),
    ]);
}

#[test]
fn surnames_that_are_words_are_hidden_after_an_office_or_before_an_initial() {
    are_masked(&[
        ("Segnalante: Conti A. (acquisti)", "Segnalante: [person] (acquisti)"),
        ("ho sentito l'avvocato greco, che aspetta", "ho sentito l'avvocato [person], che aspetta"),
        ("Letto: Monti. Approvato: Sala", "Letto: [person]. Approvato: [person]"),
        ("Gallo è mio cognato", "[person] è mio cognato"),
        ("Saluti\nTonino Re", "Saluti\n[person]"),
        ("il mio nome è italia, non america", "il mio nome è [person], non america"),
        ("intestato a pace nicola", "intestato a [person]"),
        ("hi its faith from the gym", "hi its [person] from the gym"),
    ]);
}

#[test]
fn firms_of_ordinary_words_are_hidden_by_who_runs_them() {
    are_masked(&[
        ("sono franca del bar sport di luino", "sono [person] del [firm] di luino"),
        ("negozio sole e luna bari", "negozio [firm] bari"),
        ("ho comprato da mondo divani di udine", "ho comprato da [firm] di udine"),
        ("we are the old mill bakery in Ripon", "we are [firm] in [person]"),
        ("la Coop. Sociale Il Faro paga", "la [firm] paga"),
        ("titolare di Filo Diretto", "titolare di [firm]"),
        ("Vos Cycling Tours", "[firm]"),
        ("la fatt. 88/2024 di Termo Service", "la fatt. [number] di [firm]"),
    ]);
    stay(&[
        "il bar sotto casa ha la luce staccata",
        "sono in pensione da due anni",
        "la ditta incaricata non è venuta",
        "we are a small bakery and a shop",
    ]);
}

#[test]
fn pages_and_hosts_are_hidden_as_they_are_spoken() {
    are_masked(&[
        ("instagram punto com barra luna unghie", "[link]"),
        ("scriva a info chiocciola fiori di campo punto it", "scriva a [email]"),
    ]);
    stay(&["il sito lumen punto it non va"]);
}

#[test]
fn a_telephone_number_is_dictated_with_pauses() {
    are_masked(&[
        ("il telefono è 0721, 40, 18, 22", "il telefono è [phone]"),
        ("box 114, chiave 7", "box [number], chiave 7"),
    ]);
    stay(&["richiamare il 12, 13, 14 o 15 aprile"]);
}
