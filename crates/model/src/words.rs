//! Closed sets of words with their stable names, declared once for configurations, files and the store.

/// Declares a closed set of words: an enumeration with its names in `serde`, `ALL`, `name` and
/// `from_name`. Where it is used, the crate `serde` has to be there.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every word of the set, in its fixed order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name, as in configurations, files and the store.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The word with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
