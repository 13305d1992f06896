//! Values that two customers may share without being one: a house, a number, a mailbox, a firm.

use crate::address::House;
use crate::email::Email;
use crate::name::CompanyName;
use crate::phone::{Phone, PhoneKind};
use crate::record::Details;
use crate::vat_number::VatNumber;

/// What kind of value is shared.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SharedField {
    /// Street, number and town.
    House,
    /// A telephone number of a fixed line.
    Landline,
    /// Any other telephone number.
    Phone,
    /// A mail address.
    Email,
    /// The domain of a mail address, no provider's.
    Domain,
    /// The VAT number.
    VatNumber,
    /// The name of a firm.
    CompanyName,
    /// The surname. It relates nobody by itself.
    Surname,
}

impl SharedField {
    /// Every field.
    pub const ALL: [Self; 8] = [
        Self::House,
        Self::Landline,
        Self::Phone,
        Self::Email,
        Self::Domain,
        Self::VatNumber,
        Self::CompanyName,
        Self::Surname,
    ];

    /// The stable name, also the end of the key of its text for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::House => "house",
            Self::Landline => "landline",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Domain => "domain",
            Self::VatNumber => "vat_number",
            Self::CompanyName => "company_name",
            Self::Surname => "surname",
        }
    }
}

/// A value of a record in the one form under which all who share it have it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SharedValue {
    /// What it is.
    pub field: SharedField,
    /// The one form: [`House::key`], [`CompanyName::key`], a number, an address.
    pub key: String,
}

impl SharedValue {
    /// A value of a field in its one form.
    #[must_use]
    pub fn new(field: SharedField, key: &str) -> Self {
        Self { field, key: key.to_owned() }
    }

    /// The value of a house.
    #[must_use]
    pub fn of_house(house: &House) -> Self {
        Self::new(SharedField::House, house.key())
    }

    /// The value of a telephone number.
    #[must_use]
    pub fn of_phone(phone: &Phone) -> Self {
        let is_landline = phone.kind() == PhoneKind::Landline;
        Self::new(
            if is_landline { SharedField::Landline } else { SharedField::Phone },
            phone.as_str(),
        )
    }

    /// The values of a record that others may share; no placeholders, and no free or premium numbers,
    /// which belong to whom they call.
    #[must_use]
    pub fn of_details(details: &Details) -> Vec<Self> {
        let mut values = Vec::new();
        if details.by_hand {
            return values;
        }
        values.extend(
            details.address.as_ref().and_then(|one| one.house()).map(|one| Self::of_house(&one)),
        );
        let phones = details.phones.iter().filter(|phone| phone.kind() != PhoneKind::Service);
        values.extend(phones.map(Self::of_phone));
        for email in details.emails.iter().filter(|email| !email.is_placeholder()) {
            values.push(Self::new(SharedField::Email, email.as_str()));
            values.extend(Self::of_domain(email));
        }
        let number = details.vat_number.as_ref();
        values.extend(number.map(Self::of_number));
        values.extend(details.company_name.as_ref().map(Self::of_company));
        values
    }

    /// The value of a mail address's domain, where it is no provider's.
    #[must_use]
    pub fn of_domain(email: &Email) -> Option<Self> {
        email.own_domain().map(|domain| Self::new(SharedField::Domain, domain))
    }

    fn of_number(number: &VatNumber) -> Self {
        Self::new(SharedField::VatNumber, number.as_str())
    }

    fn of_company(name: &CompanyName) -> Self {
        Self::new(SharedField::CompanyName, name.key())
    }
}
