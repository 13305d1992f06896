//! Whose a mail domain is: a firm's own, or of a provider who lets anybody have an address.

use super::Email;

/// Domains under which anybody can have an address: general providers, Italian carriers, and
/// providers of certified mail. Without their endings, where they have several.
const PUBLIC: [&str; 62] = [
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "rocketmail",
    "icloud",
    "me",
    "mac",
    "aol",
    "gmx",
    "web",
    "mail",
    "proton",
    "protonmail",
    "pm",
    "tutanota",
    "tuta",
    "zoho",
    "yandex",
    "fastmail",
    "hey",
    "libero",
    "iol",
    "inwind",
    "blu",
    "giallo",
    "virgilio",
    "tin",
    "alice",
    "tim",
    "timcom",
    "tiscali",
    "tiscalinet",
    "vodafone",
    "vodafonemail",
    "fastwebnet",
    "fastweb",
    "wind",
    "windtre",
    "teletu",
    "email",
    "katamail",
    "supereva",
    "interfree",
    "jumpy",
    "lycos",
    "poste",
    "aruba",
    "pec",
    "arubapec",
    "legalmail",
    "postecert",
    "postacertificata",
    "pecimprese",
    "sicurezzapostale",
    "registerpec",
    "cert",
    "messaggipec",
];

/// Parts before a firm's domain that say what the address is for.
const PURPOSES: [&str; 6] = ["pec", "mail", "email", "cert", "posta", "mx"];

/// What an Italian or British domain may have before its last label.
const SECOND_LEVEL: [&str; 7] = ["co", "com", "net", "org", "ac", "gov", "edu"];

impl Email {
    /// The domain, where it may be somebody's own: not a provider's whom the list knows, not a
    /// filler's. `pec.rossi.it` is `rossi.it`.
    #[must_use]
    pub fn own_domain(&self) -> Option<&str> {
        if self.is_placeholder() {
            return None;
        }
        let mut domain = self.domain();
        while let Some((first, rest)) = domain.split_once('.')
            && PURPOSES.contains(&first)
            && rest.contains('.')
        {
            domain = rest;
        }
        let mut labels = domain.rsplit('.').skip(1);
        let mut label = labels.next()?;
        if SECOND_LEVEL.contains(&label)
            && let Some(before) = labels.next()
        {
            label = before;
        }
        let is_public = PUBLIC.contains(&label);
        // Professions and provinces under a provider of certified mail: `ordine.pec.it`.
        (!is_public).then_some(domain)
    }
}

#[cfg(test)]
mod tests {
    use crate::email::Email;

    #[test]
    fn a_firms_own_domain_is_told_from_a_providers() {
        let own = |text: &str| Email::parse(text).unwrap().own_domain().map(str::to_owned);
        for (address, domain) in [
            ("info@rossi-impianti.it", "rossi-impianti.it"),
            ("fatture@pec.rossi-impianti.it", "rossi-impianti.it"),
            ("x@mail.firm.co.uk", "firm.co.uk"),
        ] {
            assert_eq!(own(address).as_deref(), Some(domain), "{address}");
        }
        for public in [
            "mario.rossi@gmail.com",
            "m@libero.it",
            "m@yahoo.co.uk",
            "m@pec.it",
            "m@avvocati.pec.it",
            "m@legalmail.it",
            "m@mail.com",
            "m@pec.libero.it",
            "nd@nd.it",
        ] {
            assert_eq!(own(public), None, "{public}");
        }
    }
}
