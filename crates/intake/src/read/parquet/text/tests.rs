//! Values as the texts that people know them by.
