//! What conversations show: signals of messages and dynamics of cases, each with its quotes. Pure:
//! conversations and a model in, findings out.

pub mod case;
pub mod chunk;
pub mod constraint;
pub mod conversation;
pub mod correct;
pub mod cut;
pub mod dynamic;
pub mod feature;
pub mod flag;
pub mod kind;
pub mod language;
pub mod layout;
pub mod like;
pub mod listen;
pub mod logistic;
pub mod matter;
pub mod model;
pub mod name;
pub mod opinion;
pub mod own;
pub mod phrase;
pub mod read;
pub mod score;
pub mod sentence;
pub mod signal;
mod spare;
pub mod table;
pub mod token;
pub mod train;
pub mod when;
