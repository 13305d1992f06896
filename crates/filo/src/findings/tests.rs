//! What is found and what is not, told as small threads.
