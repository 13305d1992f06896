//! The elements of an electronic invoice and of its receipts that are looked at, by their local names.

macro_rules! tags {
    ($($name:ident),+ $(,)?) => {
        /// An element; all that are not looked at are alike.
        #[expect(clippy::upper_case_acronyms, reason = "the format's own names")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tag { Other, $($name),+ }

        impl Tag {
            /// The element of a local name.
            pub(super) fn named(name: &str) -> Self {
                match name { $(stringify!($name) => Self::$name,)+ _ => Self::Other }
            }
        }
    };
}

tags! {
    // Roots.
    FatturaElettronica, FatturaElettronicaSemplificata,
    RicevutaConsegna, NotificaMancataConsegna, RicevutaImpossibilitaRecapito, NotificaScarto,
    RicevutaScarto, NotificaEsito, NotificaDecorrenzaTermini, AttestazioneTrasmissioneFattura,
    ScartoEsitoCommittente, MetadatiInvioFile, FileMetadati,
    // Header.
    DatiTrasmissione, IdTrasmittente, ProgressivoInvio, PECDestinatario, CedentePrestatore,
    CessionarioCommittente, DatiAnagrafici, IdFiscaleIVA, IdPaese, IdCodice, CodiceFiscale,
    Anagrafica, Denominazione, Nome, Cognome, Sede, Indirizzo, NumeroCivico, CAP, Comune, Provincia,
    IdentificativiFiscali, AltriDatiIdentificativi,
    // Body.
    FatturaElettronicaBody, DatiGenerali, DatiGeneraliDocumento, TipoDocumento, Divisa, Data, Numero,
    ImportoTotaleDocumento, Arrotondamento, Causale, DatiRitenuta, ImportoRitenuta, DatiContratto,
    IdDocumento, DatiFattureCollegate, RiferimentoNumeroLinea, DatiFatturaRettificata, NumeroFR,
    DatiBeniServizi, DettaglioLinee, NumeroLinea, DataInizioPeriodo, DataFinePeriodo, PrezzoTotale,
    AliquotaIVA, DatiRiepilogo, ImponibileImporto, Imposta, EsigibilitaIVA, Importo,
    DatiPagamento, DettaglioPagamento, ModalitaPagamento, DataRiferimentoTerminiPagamento,
    GiorniTerminiPagamento, DataScadenzaPagamento, ImportoPagamento, CodicePagamento,
    // Receipts.
    IdentificativoSdI, NomeFile, DataOraRicezione, DataOraConsegna, DataMessaADisposizione,
    ListaErrori, Errore, Codice, EsitoCommittente, Esito, Scarto, SigningTime,
}
