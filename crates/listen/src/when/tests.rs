//! What people write and say, with the time they mean.

use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use jiff::civil::{DateTime, date};

use super::{Due, due, named};
use crate::token::Tokens;

mod properties;

/// A Wednesday, in the morning.
const SAID: &str = "2026-03-11T10:00";

fn office() -> Calendar {
    let week = WeekHours::parse("mon-fri 09:00-13:00,14:00-18:00").unwrap();
    Calendar::new(HolidaySet::Italy, vec![], vec![], week)
}

fn due_of(said: &str, text: &str) -> Option<Due> {
    let tokens = Tokens::of(text);
    due(text, &tokens, &(0..tokens.len()), said.parse().unwrap(), &office())
}

/// The latest moment, an end of a day by its day alone, `~` before what is not exact, `-` for none.
fn latest(said: &str, text: &str) -> String {
    let Some(due) = due_of(said, text) else { return "-".to_owned() };
    let mark = if due.is_exact { "" } else { "~" };
    format!("{mark}{}", shown(due.latest))
}

fn shown(moment: DateTime) -> String {
    let text = moment.to_string();
    text.strip_suffix("T23:59:59").or(text.strip_suffix(":00")).unwrap_or(&text).to_owned()
}

/// Lines of `sentence => latest`; every line that is read otherwise is listed.
fn check(said: &str, table: &str) {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    let wrong: Vec<String> = lines
        .filter_map(|line| {
            let (text, meant) = line.split_once(" => ").unwrap();
            let read = latest(said, text);
            (read != meant).then(|| format!("{text}: read {read}, meant {meant}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn days_in_italian() {
    check(
        SAID,
        "Le rispondo entro il 20 marzo. => 2026-03-20
        il tecnico esce il 3 aprile => 2026-04-03
        l'8 aprile passa il corriere => 2026-04-08
        Il rimborso arriva il 1° aprile => 2026-04-01
        il primo aprile riapriamo la pratica => 2026-04-01
        allora glielo consegniamo il diciotto marzo in mattinata => 2026-03-18T13:00
        Consegna prevista: 3/4 => 2026-04-03
        entro il 3/4/26 ricevera la nota di credito => 2026-04-03
        Il bonifico parte il 12-04-2026 => 2026-04-12
        la chiudiamo per il 25.03.2026 => 2026-03-25
        scadenza 2026-04-12 => 2026-04-12
        Entro il 15 le mando tutto => 2026-03-15
        il 10 le accreditiamo l'importo => 2026-04-10
        l'11 siamo da lei => 2026-03-11
        entro il quindici le faccio sapere => 2026-03-15
        la sera del ventisette le mando la foto => 2026-03-27
        passiamo venerdì => 2026-03-13
        Il tecnico viene mercoledì => 2026-03-18
        la richiamo lunedì prossimo => 2026-03-16
        ci vediamo giovedì prossimo => 2026-03-19
        Entro venerdì mattina ha la risposta => 2026-03-13T13:00
        venerdì 20 marzo le montiamo la caldaia => 2026-03-20
        martedì 24 alle nove siamo lì => 2026-03-24T09:00
        lunedì 23 il pacco è da lei => 2026-03-23
        per sabato è pronto => 2026-03-14
        Martedì della prossima settimana esce la squadra => 2026-03-17
        la settimana prossima, martedì, la richiamo => 2026-03-17
        un tecnico passa nel pomeriggio di venerdì => 2026-03-13T19:00
        gennaio 2027? no, il 5 gennaio => 2027-01-05",
    );
}

#[test]
fn days_in_english() {
    check(
        SAID,
        "We'll refund you by March 20th. => 2026-03-20
        it'll be there on April 3 => 2026-04-03
        The engineer comes on 3 April 2026 => 2026-04-03
        by the 14th of April you will have it => 2026-04-14
        You'll see the rest by the 20th => 2026-03-20
        On the 14th, we will call you => 2026-03-14
        we'll be with you on the fourteenth => 2026-03-14
        I'll send it on march the twenty third => 2026-03-23
        Delivery is due 13/04/2026 => 2026-04-13
        you get it by Friday => 2026-03-13
        next Tuesday our man is at yours => 2026-03-17
        next Friday we'll have it done => 2026-03-20
        I'll swap it Thursday first thing => 2026-03-12
        this Friday then => 2026-03-13
        Friday morning the van comes round => 2026-03-13T13:00
        Friday the 20th, first thing => 2026-03-20
        I'll ring you Tuesday week => 2026-03-24
        Friday next week at the latest => 2026-03-20
        sometime next week on Thursday => 2026-03-19
        tomorrow morning you'll have the number => 2026-03-12T13:00
        I'll ring back tonight => 2026-03-11
        the day after tomorrow it leaves => 2026-03-13
        you'll hear from us later today => 2026-03-11
        It will be fixed before Friday => 2026-03-12",
    );
}

#[test]
fn near_days() {
    check(
        SAID,
        "La richiamo oggi stesso => 2026-03-11
        glielo mando in giornata => 2026-03-11
        entro stasera le scrivo => 2026-03-11
        domani mattina parte => 2026-03-12T13:00
        Il documento è nella Sua area entro domani sera => 2026-03-12
        prima dell'8 giugno glielo diciamo => 2026-06-07
        dopodomani è da lei => 2026-03-13
        domani l'altro passo io => 2026-03-13
        Domattina la chiamo => 2026-03-12T13:00
        in mattinata la richiamo => 2026-03-11T13:00
        entro fine giornata le do conferma => 2026-03-11
        I'll have it with you by EOD => 2026-03-11
        by close of business tomorrow => 2026-03-12
        we'll sort it by the end of the day => 2026-03-11
        the report will be there by end of play Friday => 2026-03-13",
    );
}

#[test]
fn lengths() {
    check(
        SAID,
        "Riceverà risposta entro 48 ore. => 2026-03-13T10:00
        entro quarantott'ore la ricontattiamo => 2026-03-13T10:00
        il rimborso arriva entro 5 giorni lavorativi => 2026-03-18
        Entro 5 gg lavorativi dal ricevimento => 2026-03-18
        entro 3-5 giorni lavorativi => 2026-03-18
        the refund takes 3 to 5 working days => 2026-03-18
        tra due settimane ripassa il tecnico => 2026-03-25
        fra dieci giorni glielo consegniamo => 2026-03-21
        nel giro di un'ora la richiamo => 2026-03-11T11:00
        la richiamo tra mezz'ora => 2026-03-11T10:30
        tra tre quarti d'ora sono da lei => 2026-03-11T10:45
        mi dia un quarto d'ora e le dico => 2026-03-11T10:15
        tra un'ora e mezza è pronta => 2026-03-11T11:30
        tra un'oretta la chiamo => ~2026-03-11T11:00
        fra un paio di giorni le diciamo => ~2026-03-13
        tra qualche giorno la ricontattiamo => ~2026-03-16
        nei prossimi giorni riceverà una mail => ~2026-03-16
        nelle prossime 24 ore le scriviamo => 2026-03-12T10:00
        massimo due o tre giorni e arriva => 2026-03-14
        entro un mese la sostituiamo => 2026-04-11
        We'll get back to you within 24 hours => 2026-03-12T10:00
        It will be with you in ten days => 2026-03-21
        I'll ring you back in an hour => 2026-03-11T11:00
        in half an hour someone will call => 2026-03-11T10:30
        give me ten minutes => 2026-03-11T10:10
        within the hour we'll have it sorted => 2026-03-11T11:00
        over the next few days you'll hear from us => ~2026-03-16
        within a day or two => 2026-03-13
        in about two weeks => ~2026-03-25
        by the next working day => 2026-03-12
        within a fortnight => 2026-03-25
        in an hour and a half => 2026-03-11T11:30
        entro due giorni lavorativi da venerdì => 2026-03-17
        within twenty four hours => 2026-03-12T10:00",
    );
    // Good Friday in the afternoon: Easter and its Monday do not count.
    check("2026-04-03T17:00", "entro 2 giorni lavorativi => 2026-04-08");
    check("2026-04-03T17:00", "entro 2 ore lavorative => 2026-04-07T10:00");
}

#[test]
fn weeks_months_and_years() {
    check(
        SAID,
        "La settimana prossima passa un montatore => ~2026-03-22
        entro la settimana => 2026-03-15
        entro fine settimana la chiamo => 2026-03-15
        entro Pasqua la consegniamo => 2026-04-05
        prima di Natale è a casa => 2026-12-24
        it'll be there by Christmas => 2026-12-25
        We'll call you next week => ~2026-03-22
        by the end of the week => 2026-03-15
        early next week I'll have an answer => ~2026-03-17
        by the end of the month you'll have it => 2026-03-31
        a fine mese le arriva => ~2026-03-31
        entro fine mese => 2026-03-31
        entro la fine del mese prossimo => 2026-04-30
        end of next month then, by then it's done => ~2026-04-30
        a metà aprile riapriamo => ~2026-04-20
        entro metà aprile => ~2026-04-15
        a inizio maggio la chiamiamo => ~2026-05-10
        entro marzo chiudiamo => 2026-03-31
        by mid-April => ~2026-04-15
        in early May => ~2026-05-10
        entro l'anno => 2026-12-31
        il mese prossimo gliela storniamo => ~2026-04-30
        entro febbraio => 2027-02-28
        nel weekend non lavoriamo ma lunedì sì => 2026-03-16",
    );
}

#[test]
fn clock_times() {
    check(
        SAID,
        "La chiamo alle 15 => 2026-03-11T15:00
        alle tre la richiamo => 2026-03-11T15:00
        domani alle 10 => 2026-03-12T10:00
        domani alle dieci e mezza il tecnico è da lei => 2026-03-12T10:30
        Giovedì mattina tra le otto e le dieci le mando il tecnico => 2026-03-12T10:00
        domani tra le 9 e le 11 => 2026-03-12T11:00
        venerdì 8-10 => 2026-03-13T10:00
        per mezzogiorno le faccio sapere => 2026-03-11T12:00
        entro le 18 la richiamiamo => 2026-03-11T18:00
        entro le 18:30 di domani => 2026-03-12T18:30
        entro domani alle 18.00 => 2026-03-12T18:00
        dopo le sei passa il corriere => 2026-03-11
        verso le undici la chiamo => ~2026-03-11T11:00
        alle nove la chiamo => ~2026-03-12T09:00
        stasera alle 9 glielo porto => 2026-03-11T21:00
        alle 7 di sera sono lì => 2026-03-11T19:00
        By noon you'll have it => 2026-03-11T12:00
        at 3pm we'll ring => 2026-03-11T15:00
        I'll call at 3 => 2026-03-11T15:00
        tomorrow at half past nine => 2026-03-12T09:30
        plumber tomorrow, half nine => 2026-03-12T09:30
        between 9 and 11 tomorrow morning => 2026-03-12T11:00
        on Friday between noon and 4pm => 2026-03-13T16:00
        by 5 tomorrow you'll hear => 2026-03-12T17:00
        at quarter to five => 2026-03-11T16:45
        tomorrow 8-10 the fitter comes => 2026-03-12T10:00
        domani prima di cena è da voi => 2026-03-12T20:00
        Saturday 10 to 12 => 2026-03-14T12:00
        tomorrow from ten to twelve => 2026-03-12T12:00
        8.30 on Friday => 2026-03-13T08:30
        it is booked for 8 tomorrow => 2026-03-12T08:00
        lunedì 25, fascia 8-10 => 2026-05-25T10:00
        by 6 p.m. on the 14th => 2026-03-14T18:00",
    );
}

#[test]
fn at_night_an_hour_is_of_the_morning() {
    check("2026-03-11T03:15", "alle 4 le do lo stato => 2026-03-11T04:00");
    check("2026-03-11T23:00", "I'll ring at 8 => ~2026-03-12T08:00");
}

#[test]
fn several_days() {
    check(
        SAID,
        "tra il 3 e il 5 aprile => 2026-04-05
        tra il 20 e il 25 => 2026-03-25
        dal 3 al 5 aprile siamo in zona => 2026-04-05
        between the 3rd and the 5th of April => 2026-04-05
        3 o 4 aprile, le confermo => 2026-04-04
        lunedì o martedì la chiamo => 2026-03-17
        tra venerdì e lunedì => 2026-03-16
        la fattura del 30 aprile gliela storniamo entro il 20 => 2026-03-20
        domani apro la segnalazione, entro venerdì le rispondo => 2026-03-13
        The invoice dated 28 April is credited by Friday => 2026-03-13
        glielo mando oggi e domani prima di cena è da voi => 2026-03-12T20:00
        domani non ci siamo, la chiamo venerdì => 2026-03-13
        giovedì mattina tra le otto e le dieci le mando il tecnico e giovedì a mezzogiorno la chiamo io => 2026-03-12T12:00
        la poltrona in magazzino il 18, da lei martedì 24 => 2026-03-24
        domani, giovedì 12, siamo da lei => 2026-03-12
        ieri era chiuso, domani la chiamo => 2026-03-12",
    );
}

#[test]
fn what_is_no_due_date() {
    check(
        SAID,
        "ieri ho parlato con il collega alle 15 => -
        il 3 marzo scorso avete detto di no => -
        l'ho chiamata il 3 marzo => -
        venerdì scorso non è venuto nessuno => -
        la settimana scorsa avete scritto => -
        last week you said so => -
        two days ago I called => -
        due giorni fa ho mandato tutto => -
        aspetto da due settimane => -
        sono tre giorni che chiamo => -
        I have been waiting for two weeks => -
        le costa 30 euro => -
        arriva al 100% della cifra => -
        ordine 12/4 del cliente => -
        ordine n. 3/4 => -
        la pratica MZ-12/4 è chiusa => -
        il mio numero è 333 12 45 678 => -
        tel. 049/12-04-20 => -
        versione 3.4 del programma => -
        siamo aperti da lunedì a venerdì dalle 9 alle 18 => -
        we're open Monday to Friday from 9 to 5 => -
        ogni lunedì facciamo il giro => -
        il lunedì siamo chiusi => -
        every Friday at 3pm => -
        siamo aperti fino alle 18 => -
        se un domani cambia idea => -
        il 31/02 le arriva => -
        entro il 30 febbraio => -
        il 45 non esiste => -
        assistenza 24/7 => -
        i 2/3 di quanto pagato => -
        entro un importo di 50 euro => -
        buona sera, buongiorno => -
        good morning and good evening => -
        at the end of the day it is your choice => -
        by 10% more => -
        alle 3 persone che hanno chiamato => -
        it's at 50 pounds => -
        you may march on => -
        the second time I call => -
        on the 2nd floor => -
        il 3 per cento => -
        al 2° piano => -
        la bolletta di marzo => -
        as soon as possible => -
        le farò sapere => -
        non domani => -
        dopo il 10 vediamo => -
        in tre anni non è mai successo => -
        a gennaio mi avevate detto altro => -
        il contratto del 2 gennaio parla chiaro => -
        at twenty-five past => -
        Buon Natale e felice anno => -
        he had it there at ten to => -
        totals differ by 0.02 => -
        ieri e l'altro ieri ho chiamato => -
        articolo 3 comma 2 => -",
    );
}

#[test]
fn the_earliest_and_the_words() {
    let read = |text: &str| {
        let due = due_of(SAID, text).unwrap();
        format!("{} {} {}", shown(due.earliest), shown(due.latest), &text[due.place])
    };
    for (text, meant) in [
        ("Certo, entro venerdì è fatto", "2026-03-11T10:00 2026-03-13 entro venerdì"),
        ("Il tecnico viene venerdì.", "2026-03-13T00:00 2026-03-13 venerdì"),
        (
            "Passa domani tra le 9 e le 11, ok?",
            "2026-03-12T09:00 2026-03-12T11:00 domani tra le 9 e le 11",
        ),
        ("tra il 3 e il 5 aprile", "2026-04-03T00:00 2026-04-05 tra il 3 e il 5 aprile"),
        ("I'll ring in an hour.", "2026-03-11T11:00 2026-03-11T11:00 in an hour"),
        ("Entro 48 ore, È certo", "2026-03-11T10:00 2026-03-13T10:00 Entro 48 ore"),
        ("in 3 to 5 days", "2026-03-14T00:00 2026-03-16 in 3 to 5 days"),
        ("oggi la chiamo", "2026-03-11T10:00 2026-03-11 oggi"),
    ] {
        assert_eq!(read(text), meant, "{text}");
    }
}

#[test]
fn words_outside_the_sentence_are_not_read() {
    let text = "Entro venerdì. La richiamo alle 15. Domani";
    let tokens = Tokens::of(text);
    let sentence = tokens.within(&(15..35));
    let due = due(text, &tokens, &sentence, SAID.parse().unwrap(), &office()).unwrap();
    assert_eq!(shown(due.latest), "2026-03-11T15:00");
    assert_eq!(&text[due.place], "alle 15");
}

#[test]
fn a_day_without_year_goes_back_sixty_days_and_not_more() {
    check("2026-12-20T09:00", "il 5 gennaio => 2027-01-05\n entro il 15 gennaio => 2027-01-15");
    check("2026-01-10T09:00", "il 20 dicembre => -\n il 10 novembre => 2026-11-10");
    check("2026-01-31T09:00", "tra un mese => 2026-02-28\n il 30 la chiamo => 2026-03-30");
    check("2026-04-07T09:00", "per Pasqua era pronto => -");
    check("2028-02-01T09:00", "entro il 29 febbraio => 2028-02-29");
}

fn days_named(text: &str) -> Vec<String> {
    let tokens = Tokens::of(text);
    let all = named(text, &tokens, &(0..tokens.len()), SAID.parse().unwrap());
    let one = |day: super::Named| {
        let last = if day.last == day.first { String::new() } else { format!("/{}", day.last) };
        let before = day.before.map_or_else(String::new, |before| format!(" or {before}"));
        format!("{}{last}{before}", day.first)
    };
    all.into_iter().map(one).collect()
}

#[test]
fn every_day_is_named_past_ones_too() {
    assert_eq!(
        days_named("Il 3 marzo mi avete detto entro il 9."),
        ["2026-03-03", "2026-04-09 or 2026-03-09"]
    );
    assert_eq!(
        days_named("ieri, due giorni fa e venerdì scorso"),
        ["2026-03-10", "2026-03-09", "2026-03-06"]
    );
    assert_eq!(
        days_named("you promised Friday, not tomorrow"),
        ["2026-03-13 or 2026-03-06", "2026-03-12"]
    );
    assert_eq!(days_named("last week on Tuesday at 3pm"), ["2026-03-03"]);
    assert_eq!(days_named("ordine 12/4, 30 euro, alle 10"), Vec::<String>::new());
    let text = "avevate detto venerdì";
    let tokens = Tokens::of(text);
    let all = named(text, &tokens, &(0..tokens.len()), SAID.parse().unwrap());
    assert!(all[0].may_be(date(2026, 3, 6)) && all[0].may_be(date(2026, 3, 13)));
    assert!(!all[0].may_be(date(2026, 3, 12)));
}
