//! Sentences for each class of what says who somebody is, and others that look like it and stay.

use crate::{are_masked, stay};

#[test]
fn codes_are_hidden_whole_however_they_are_spoken() {
    are_masked(&[
        ("lo scandisco: bi come Bari, o, esse, ci, o", "lo scandisco: [person]"),
        ("la targa è gi di Genova, erre, tre uno otto, ti, vu", "la targa è [plate]"),
        ("the plate is bravo delta one seven, kilo lima papa", "the plate is [plate]"),
        ("contratto: due due, barra, quattro zero uno", "contratto: [number]"),
        ("it's claim seven seven, dash, B as in Bruno, four", "it's claim [number]"),
        (
            "la pratica otto nove uno due, no, otto nove due uno",
            "la pratica [number], no, [number]",
        ),
        ("il codice è zeta, quattro, kappa, nove", "il codice è [number]"),
        ("sara trattino basso bindi ottantadue, chiocciola, libero punto it", "[email]"),
        ("elle punto neri tutto minuscolo chiocciola tiscali punto it", "[email]"),
    ]);
}

#[test]
fn numbers_in_words_that_are_no_code_stay() {
    stay(&[
        "ho due o tre domande, mille grazie a lei e a tutti",
        "sono in due, anzi tre: io e i miei",
        "dalle otto alle nove e trenta va bene",
        "piano A o piano B, mi dica lei",
        "più o meno una decina, due o tre al mese",
    ]);
}

#[test]
fn the_town_goes_with_the_address() {
    are_masked(&[
        ("abito in via delle magnolie 8 a gorgonzola", "abito in [address]"),
        ("sto a Rovigo, viale Trieste 14, interno 3", "sto a [address]"),
        ("è in corso dei pini quarantadue, Spinea", "è in [address]"),
        ("lungomare dodici, Rimini", "[address]"),
        ("Vivo in Via Lunga, number thirty-one, Lucca", "Vivo in [address]"),
        ("si trova in viale Europa davanti al 25", "si trova in [address]"),
        ("LA SEDE È IN VIA DEL LAVORO 3, 36061 BASSANO", "LA SEDE È IN [address]"),
        ("write to Kungsgatan 5, 411 19 Goteborg please", "write to [address] please"),
        ("Palazzo Foscari, Via Maggio 7", "[address]"),
        ("sto in vicolo storto s.n.c., cava de' tirreni", "sto in [address]"),
        ("VIVO IN V.LE DEI TIGLI, 8, ISOLA DELLA SCALA", "VIVO IN [address]"),
        ("casa in via f.lli cairoli n. 7 (sesto san giovanni)", "casa in [address])"),
        ("abito in via 25 aprile ventidue a san donà di piave", "abito in [address]"),
        ("I moved to Rua do Carmo 14, 1200-093 Lisboa", "I moved to [address]"),
    ]);
}

#[test]
fn a_number_that_a_word_announces_is_hidden_however_short() {
    are_masked(&[
        ("la fattura 91 non è mia", "la fattura [number] non è mia"),
        ("tesserino 4471, reparto frutta", "tesserino [number], reparto frutta"),
        ("scontrino n. 18/bis", "scontrino n. [number]"),
        ("codice socio 4.120.338", "codice socio [number]"),
        ("il ticket 5512, anzi il 5513", "il ticket [number], anzi il [number]"),
        ("documento: C.I. n. AV 30918 KT", "documento: C.I. n. [number]"),
        ("SIM 8939 1022 3341 8827 119", "[number]"),
        ("codice invito GIADA-10", "codice invito [number]"),
    ]);
    stay(&[
        "le fatture 3 volte su 4 sono sbagliate",
        "il preventivo di 1.250 euro del 3/4/2026",
        "art. 12, 3 giorni, il 15% su 2 bollette",
        "contratto 24 mesi, bolletta del 12 marzo, fattura 2 rate",
    ]);
}

#[test]
fn connected_names_are_hidden_whole() {
    are_masked(&[
        ("la sig.ra Pia Orsato in Zandonà ha firmato", "la sig.ra [person] ha firmato"),
        ("il signor Carlo Bo detto Carletto", "il signor [person]"),
        ("sono Nunzia Greco vedova La Rosa", "sono [person]"),
        ("Cognome: del ben", "Cognome: [person]"),
        ("il dott. agr. Zuin ha visto il campo", "il dott. agr. [person] ha visto il campo"),
        ("My wife Min-seo called", "My wife [person] called"),
        ("so' Peppe 'o fruttarolo", "so' [person]"),
        (
            "IL SOTTOSCRITTO DE MARTINI PIERANGELO CHIEDE IL RIMBORSO",
            "IL SOTTOSCRITTO [person] CHIEDE IL RIMBORSO",
        ),
    ]);
}

#[test]
fn short_forms_in_small_letters_are_hidden_where_a_chat_names_somebody() {
    are_masked(&[
        (
            "siamo in tre: io (teo), cami e la fra",
            "siamo in tre: io ([person]), [person] e la [person]",
        ),
        ("its kuba from the gym", "its [person] from the gym"),
        ("can you tell grace in billing", "can you tell [person] in billing"),
    ]);
    stay(&["il vero motivo è tra la posta e il bar", "may i ask in which case that is?"]);
}

#[test]
fn firms_are_hidden_with_all_parts_of_their_name() {
    are_masked(&[
        ("la ditta Mobilificio Sandrin S.p.A. non risponde", "la [firm] non risponde"),
        ("Fr.lli Vidal ha consegnato", "[firm] ha consegnato"),
        ("il mio laboratorio si chiama Fili e Trame", "il mio laboratorio si chiama [firm]"),
        ("li ha fatti la Laterizi F.lli Bonato", "li ha fatti la [firm]"),
        ("il B&B Da Zia Nives, via mail", "il [firm], via mail"),
        ("impresa Edil Piave 2000, acconto versato", "[firm], acconto versato"),
        ("l'installatore solar brenta non viene", "l'[firm] non viene"),
    ]);
}

#[test]
fn dates_of_birth_are_found_in_rare_writings() {
    are_masked(&[
        ("nata il 5 5 1953", "nata il [date of birth]"),
        ("il tre maggio millenovecentoquarantanove", "il [date of birth]"),
        ("mia nonna è nata nel quarantuno", "mia nonna è nata nel [date of birth]"),
    ]);
}

#[test]
fn names_in_small_letters_are_hidden_where_only_somebody_stands() {
    are_masked(&[
        ("il modulo firmato da gioia non vale", "il modulo firmato da [person] non vale"),
        ("è passato zoltanu ieri mattina", "è passato [person] ieri mattina"),
        ("a guy called brisket came", "a guy called [person] came"),
        ("ci abita ugo de bonis con la moglie", "ci abita [person] con la moglie"),
        ("in casa con rossi bruno e due figli", "in casa con [person] e due figli"),
    ]);
    stay(&[
        "agisco per conto di terzi e da parte di tutti",
        "ho parlato con calma, con pazienza e con gentilezza",
        "il modulo è stato firmato da poco",
    ]);
}

#[test]
fn firms_in_small_letters_are_hidden_where_no_article_makes_them_a_shop() {
    are_masked(&[
        ("ho comprato da ferramenta del corso un tavolo", "ho comprato da [firm] un tavolo"),
        ("i lavori li ha fatti officina meccanica zuin", "i lavori li ha fatti [firm]"),
        ("it was fixed by greenfield dental practice", "it was fixed by [firm]"),
    ]);
    stay(&[
        "la pizzeria sotto casa ha lo stesso problema",
        "cerco un lavoro da barista o in libreria",
        "bar chiuso per ferie fino al venti agosto",
    ]);
}
