//! Why records are joined: a decision, exact keys, likeness.

/// Why two records are one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A person decided.
    Decision,
    /// The same tax code, in whichever of its forms.
    TaxCode,
    /// The same VAT number.
    VatNumber,
    /// The same mail address, and no two first names.
    Email,
    /// The same telephone number and the same name.
    PhoneAndName,
    /// What the two say is alike enough, all fields weighed.
    Likeness,
    /// A bare mail address that one customer alone holds.
    OnlyHolderOfEmail,
    /// A bare telephone number that one customer alone holds.
    OnlyHolderOfPhone,
    /// A record that names no person, but a claim, file or message of this customer alone.
    Reference,
}

impl Rule {
    /// The stable name, as stored and as the key of its text for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::TaxCode => "tax-code",
            Self::VatNumber => "vat-number",
            Self::Email => "email",
            Self::PhoneAndName => "phone-and-name",
            Self::Likeness => "likeness",
            Self::OnlyHolderOfEmail => "only-holder-of-email",
            Self::OnlyHolderOfPhone => "only-holder-of-phone",
            Self::Reference => "reference",
        }
    }
}
