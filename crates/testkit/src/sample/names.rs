//! Names, places and streets from which the company's customers are made.

/// First names of men.
pub(crate) const MEN: &[&str] = &[
    "Alessandro", "Andrea", "Antonio", "Bruno", "Carlo", "Claudio", "Corrado", "Dario", "Davide",
    "Domenico", "Edoardo", "Emanuele", "Enrico", "Ettore", "Fabio", "Federico", "Filippo",
    "Francesco", "Gabriele", "Giacomo", "Gianluca", "Giorgio", "Giovanni", "Giulio", "Giuseppe",
    "Guido", "Jacopo", "Leonardo", "Lorenzo", "Luca", "Luigi", "Marco", "Mario", "Massimo",
    "Matteo", "Mauro", "Michele", "Nicolò", "Paolo", "Pietro", "Raffaele", "Renato", "Riccardo",
    "Roberto", "Salvatore", "Sergio", "Simone", "Stefano", "Tommaso", "Valerio", "Vincenzo",
    "Vittorio",
];

/// First names of women.
pub(crate) const WOMEN: &[&str] = &[
    "Adele", "Agnese", "Alessia", "Alice", "Anna", "Arianna", "Beatrice", "Benedetta", "Bianca",
    "Camilla", "Caterina", "Chiara", "Claudia", "Cristina", "Daniela", "Debora", "Elena", "Elisa",
    "Emma", "Federica", "Francesca", "Gaia", "Giada", "Ginevra", "Giovanna", "Giulia", "Grazia",
    "Ilaria", "Irene", "Laura", "Letizia", "Lucia", "Luisa", "Margherita", "Maria", "Marta",
    "Martina", "Matilde", "Michela", "Monica", "Nadia", "Noemi", "Ornella", "Paola", "Patrizia",
    "Raffaella", "Rita", "Roberta", "Rosa", "Sara", "Serena", "Silvia", "Simona", "Sofia",
    "Stefania", "Teresa", "Valentina", "Vera", "Veronica", "Viola",
];

/// Surnames that are common, drawn for one person in ten.
pub(crate) const SURNAMES: &[&str] = &[
    "Barbieri", "Bianchi", "Bruno", "Caruso", "Colombo", "Conte", "Conti", "Costa", "De Luca",
    "Esposito", "Ferrara", "Ferrari", "Fontana", "Gallo", "Giordano", "Greco", "Leone", "Lombardi",
    "Mancini", "Mariani", "Marini", "Martini", "Moretti", "Neri", "Ricci", "Rinaldi", "Rizzo",
    "Romano", "Rossi", "Russo", "Santoro", "Serra", "Testa", "Villa", "D'Angelo", "Dell'Acqua",
];

/// Beginnings of composed surnames; with [`SURNAME_ENDS`] more than 1,500.
pub(crate) const SURNAME_BEGINNINGS: &[&str] = &[
    "Albert", "Amad", "Bald", "Barb", "Bart", "Bell", "Benv", "Bert", "Bocc", "Bon", "Borg",
    "Brand", "Brun", "Calz", "Cant", "Carl", "Castell", "Cavall", "Cecch", "Cer", "Corn", "Dand",
    "Don", "Fabbr", "Falc", "Fant", "Ferr", "Fin", "Forn", "Franc", "Gall", "Gand", "Garb",
    "Gasp", "Ghirard", "Giann", "Grass", "Guid", "Lanfranch", "Lucch", "Magn", "Malv", "Manz",
    "March", "Marcon", "Mass", "Menegh", "Mont", "Mor", "Nard", "Oliv", "Orland", "Pagan",
    "Pasqual", "Pell", "Petr", "Pisan", "Ravagn", "Sant", "Sard", "Tedesch", "Tog", "Valent",
    "Vecch", "Zan",
];

/// Ends of composed surnames.
pub(crate) const SURNAME_ENDS: &[&str] = &[
    "elli", "etti", "ini", "oni", "azzi", "ari", "ato", "ella", "ese", "iani", "igo", "ino",
    "erio", "otti", "ucci", "ati", "aro", "era", "icci", "ola", "ali", "anti", "ento", "arini",
];

/// Streets, without the number.
pub(crate) const STREETS: &[&str] = &[
    "Via Roma", "Via Garibaldi", "Via Mazzini", "Via Dante", "Via Verdi", "Via Cavour",
    "Via Marconi", "Via Matteotti", "Via dei Mille", "Via della Stazione", "Via San Francesco",
    "Via dell'Olmo", "Viale della Repubblica", "Viale Europa", "Viale dei Tigli",
    "Corso Vittorio Emanuele", "Corso Italia", "Piazza della Libertà", "Piazza San Marco",
    "Largo dei Caduti", "Vicolo Stretto", "Via del Mulino", "Via delle Rose", "Via Leopardi",
];

/// What firms do, as part of their names.
pub(crate) const TRADES: &[&str] = &[
    "Impianti", "Costruzioni", "Arredamenti", "Trasporti", "Alimentari", "Ceramiche", "Serramenti",
    "Grafica", "Viaggi", "Informatica", "Tessuti", "Ristorazione", "Giardini", "Officine",
    "Consulenze", "Abbigliamento",
];

/// Legal forms of firms.
pub(crate) const FORMS: &[&str] = &["S.r.l.", "S.p.A.", "S.n.c.", "S.a.s.", "S.r.l.s."];

/// The providers of the customers' mail addresses; `.example` can never be delivered.
pub(crate) const PROVIDERS: &[&str] =
    &["postaviva.example", "mailcasa.example", "liberaposta.example", "quinet.example"];

/// A city as addresses, telephone numbers and tax codes need it.
#[derive(Debug)]
pub(crate) struct City {
    /// Its name.
    pub(crate) name: &'static str,
    /// The two letters of its province.
    pub(crate) province: &'static str,
    /// One of its postcodes.
    pub(crate) postcode: &'static str,
    /// The prefix of its landlines.
    pub(crate) prefix: &'static str,
    /// The cadastral code used in tax codes.
    pub(crate) cadastral: &'static str,
}

const fn city(
    name: &'static str,
    province: &'static str,
    postcode: &'static str,
    prefix: &'static str,
    cadastral: &'static str,
) -> City {
    City { name, province, postcode, prefix, cadastral }
}

/// The cities in which customers live and were born.
pub(crate) const CITIES: [City; 40] = [
    city("Roma", "RM", "00184", "06", "H501"),
    city("Milano", "MI", "20121", "02", "F205"),
    city("Torino", "TO", "10121", "011", "L219"),
    city("Napoli", "NA", "80132", "081", "F839"),
    city("Bologna", "BO", "40121", "051", "A944"),
    city("Firenze", "FI", "50122", "055", "D612"),
    city("Genova", "GE", "16121", "010", "D969"),
    city("Palermo", "PA", "90133", "091", "G273"),
    city("Bari", "BA", "70121", "080", "A662"),
    city("Catania", "CT", "95124", "095", "C351"),
    city("Venezia", "VE", "30124", "041", "L736"),
    city("Verona", "VR", "37121", "045", "L781"),
    city("Padova", "PD", "35121", "049", "G224"),
    city("Trieste", "TS", "34121", "040", "L424"),
    city("Brescia", "BS", "25121", "030", "B157"),
    city("Parma", "PR", "43121", "0521", "G337"),
    city("Modena", "MO", "41121", "059", "F257"),
    city("Reggio Emilia", "RE", "42121", "0522", "H223"),
    city("Perugia", "PG", "06121", "075", "G478"),
    city("Ancona", "AN", "60121", "071", "A271"),
    city("Pescara", "PE", "65121", "085", "G482"),
    city("L'Aquila", "AQ", "67100", "0862", "A345"),
    city("Cagliari", "CA", "09124", "070", "B354"),
    city("Sassari", "SS", "07100", "079", "I452"),
    city("Messina", "ME", "98122", "090", "F158"),
    city("Reggio Calabria", "RC", "89125", "0965", "H224"),
    city("Salerno", "SA", "84121", "089", "H703"),
    city("Foggia", "FG", "71121", "0881", "D643"),
    city("Lecce", "LE", "73100", "0832", "E506"),
    city("Taranto", "TA", "74121", "099", "L049"),
    city("Ravenna", "RA", "48121", "0544", "H199"),
    city("Rimini", "RN", "47921", "0541", "H294"),
    city("Ferrara", "FE", "44121", "0532", "D548"),
    city("Bergamo", "BG", "24121", "035", "A794"),
    city("Como", "CO", "22100", "031", "C933"),
    city("Varese", "VA", "21100", "0332", "L682"),
    city("Novara", "NO", "28100", "0321", "F952"),
    city("Udine", "UD", "33100", "0432", "L483"),
    city("Trento", "TN", "38122", "0461", "L378"),
    city("Bolzano", "BZ", "39100", "0471", "A952"),
];
