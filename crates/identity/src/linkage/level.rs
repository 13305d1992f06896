//! How far two values of a field agree: the levels after [`EXACT`](super::compare::EXACT), from near to
//! different, of each field.

/// First names: one may stand for the other, or is a part of it.
pub(super) const FIRST_FORM: u8 = 2;
pub(super) const FIRST_NEAR: u8 = 3;
pub(super) const FIRST_INITIAL: u8 = 4;
pub(super) const FIRST_LIKE: u8 = 5;
/// The name of the other sex: Paolo and Paola.
pub(super) const FIRST_SEX: u8 = 6;
pub(super) const FIRST_OTHER: u8 = 7;
/// Surnames: they share a word, as a double or a married name does.
pub(super) const LAST_PART: u8 = 2;
pub(super) const LAST_NEAR: u8 = 3;
pub(super) const LAST_LIKE: u8 = 4;
pub(super) const LAST_OTHER: u8 = 5;
/// First name and surname stand in each other's place.
pub(super) const SWAPPED: u8 = 2;
pub(super) const BIRTH_NEAR: u8 = 2;
pub(super) const BIRTH_TWO_PARTS: u8 = 3;
pub(super) const BIRTH_YEAR: u8 = 4;
pub(super) const BIRTH_OTHER: u8 = 5;
pub(super) const CODE_NEAR: u8 = 2;
pub(super) const CODE_LIKE: u8 = 3;
pub(super) const CODE_OTHER: u8 = 4;
pub(super) const PHONE_NEAR: u8 = 2;
pub(super) const PHONE_OTHER: u8 = 3;
pub(super) const EMAIL_USER: u8 = 2;
pub(super) const EMAIL_NEAR: u8 = 3;
pub(super) const EMAIL_OTHER: u8 = 4;
/// The same address, and it is made of nothing but the name: others of that name may have it.
pub(super) const EMAIL_NAMED: u8 = 5;
/// The same before the @, which is made of nothing but the name.
pub(super) const EMAIL_USER_NAMED: u8 = 6;
pub(super) const ADDRESS_STREET: u8 = 2;
pub(super) const ADDRESS_POSTCODE: u8 = 3;
pub(super) const ADDRESS_CITY: u8 = 4;
pub(super) const ADDRESS_OTHER: u8 = 5;
pub(super) const NUMBER_NEAR: u8 = 2;
pub(super) const NUMBER_OTHER: u8 = 3;
pub(super) const COMPANY_NEAR: u8 = 2;
pub(super) const COMPANY_LIKE: u8 = 3;
pub(super) const COMPANY_OTHER: u8 = 4;
/// One names a firm alone, the other a person alone.
pub(super) const COMPANY_OR_PERSON: u8 = 5;
