//! Rows of a file ahead of their mapping: reading bytes and understanding rows each have a core.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::Scope;

use filo_intake::read::{ReadError, Reader};
use filo_intake::row::{Row, SetApart, Step};

/// Rows handed over at once: many enough that handing over costs nothing.
const PARCEL_ROWS: usize = 512;

/// Bytes of a file handed over at once at most, so that long rows make smaller parcels.
const PARCEL_BYTES: u64 = 4 << 20;

/// Parcels in flight.
const PARCELS_IN_FLIGHT: usize = 3;

/// What a reader found, row by row.
pub(super) enum Found {
    Row(Row),
    SetApart(SetApart),
}

/// Some rows of a file in their order.
pub(super) struct Parcel {
    pub(super) found: Vec<Found>,
    /// Bytes read of the file so far.
    pub(super) bytes_read: u64,
    /// The file ends here, well or with an error.
    pub(super) end: Option<Result<(), ReadError>>,
}

/// Reads a file on a thread of its own, which ends with the file or when nobody takes its rows. Rows
/// that were understood may be given back, so that their buffers are filled again.
pub(super) fn ahead<'scope>(
    scope: &'scope Scope<'scope, '_>,
    reader: Box<dyn Reader>,
) -> (Receiver<Parcel>, Sender<Vec<Row>>) {
    let (to, from) = sync_channel(PARCELS_IN_FLIGHT);
    let (give_back, given_back) = channel();
    scope.spawn(move || read(reader, &to, &given_back));
    (from, give_back)
}

fn read(mut reader: Box<dyn Reader>, to: &SyncSender<Parcel>, given_back: &Receiver<Vec<Row>>) {
    let mut spare: Vec<Row> = Vec::new();
    loop {
        if let Ok(rows) = given_back.try_recv() {
            spare = rows;
        }
        let begun = reader.bytes_read();
        let mut found = Vec::with_capacity(PARCEL_ROWS);
        let mut end = None;
        while end.is_none()
            && found.len() < PARCEL_ROWS
            && reader.bytes_read() - begun < PARCEL_BYTES
        {
            let mut row = spare.pop().unwrap_or_default();
            match reader.step(&mut row) {
                Ok(Step::Row) => found.push(Found::Row(row)),
                Ok(Step::SetApart(one)) => found.push(Found::SetApart(one)),
                Ok(Step::End) => end = Some(Ok(())),
                Err(error) => end = Some(Err(error)),
            }
        }
        let is_last = end.is_some();
        let parcel = Parcel { found, bytes_read: reader.bytes_read(), end };
        if to.send(parcel).is_err() || is_last {
            return;
        }
    }
}
