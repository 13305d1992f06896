//! Takes out of a text what says who somebody is: names, numbers, addresses.
