#!/usr/bin/env python3
"""Measures reading electronic invoices: many small files, the same in an archive, one bank statement.

In one run, on one machine: `filo weave` over N files in folders (plain, signed as DER, as BER in
chunks and as base64, and receipts), the same weave again, the same files in one ZIP archive, and as
the reference Python's `xml.etree` reading the same fields of the same files on one core, which also
counts rows independently. Prints a table in Markdown and writes the figures as JSON under bench/out/.
Only Python's standard library.
"""

import argparse
import base64
import json
import os
import pathlib
import platform
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "bench" / "out" / "einvoices"
PER_FOLDER = 1000

CONFIG = """[company]
name = "Luce Spa"

[[department]]
name = "administration"
people = 10

[[source]]
name = "einvoices"
department = "administration"
kind = "invoice"
path = "{path}"
format = "fatturapa"
"""


def element(tag, content, definite=True):
    """One BER element; constructed ones may have an end of their own instead of a length."""
    if not definite and tag & 0x20:
        return bytes([tag, 0x80]) + content + b"\0\0"
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes(4, "big").lstrip(b"\0")
    return bytes([tag, 0x80 | len(length)]) + length + content


def signed(content, definite):
    """Signed data (CMS) around content: DER, or BER in chunks. With a certificate's worth of bytes."""
    of = lambda tag, inside: element(tag, inside, definite)
    if definite:
        octets = element(0x04, content)
    else:
        chunks = (content[at : at + 1000] for at in range(0, len(content), 1000))
        octets = of(0x24, b"".join(element(0x04, chunk) for chunk in chunks))
    data, signed_data = bytes.fromhex("2a864886f70d010701"), bytes.fromhex("2a864886f70d010702")
    sha256 = bytes.fromhex("608648016503040201")
    encapsulated = of(0x30, element(0x06, data) + of(0xA0, octets))
    algorithms = of(0x31, of(0x30, element(0x06, sha256) + b"\x05\0"))
    certificates = of(0xA0, of(0x30, element(0x04, b"\x55" * 1500)))
    signers = of(0x31, of(0x30, element(0x02, b"\x01") + element(0x04, b"\x66" * 256)))
    inside = of(0x30, element(0x02, b"\x01") + algorithms + encapsulated + certificates + signers)
    return of(0x30, element(0x06, signed_data) + of(0xA0, inside))


HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPR12" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <FatturaElettronicaHeader>
    <DatiTrasmissione>
      <IdTrasmittente><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdTrasmittente>
      <ProgressivoInvio>{progressive}</ProgressivoInvio>
      <FormatoTrasmissione>FPR12</FormatoTrasmissione>
      <CodiceDestinatario>0000000</CodiceDestinatario>
    </DatiTrasmissione>
    <CedentePrestatore>
      <DatiAnagrafici>
        <IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdFiscaleIVA>
        <CodiceFiscale>01234567890</CodiceFiscale>
        <Anagrafica><Denominazione>Luce Spa</Denominazione></Anagrafica>
        <RegimeFiscale>RF01</RegimeFiscale>
      </DatiAnagrafici>
      <Sede><Indirizzo>Via della Centrale</Indirizzo><NumeroCivico>1</NumeroCivico><CAP>00100</CAP><Comune>Roma</Comune><Provincia>RM</Provincia><Nazione>IT</Nazione></Sede>
    </CedentePrestatore>
    <CessionarioCommittente>
      <DatiAnagrafici>
        <CodiceFiscale>{tax_code}</CodiceFiscale>
        <Anagrafica><Nome>{first}</Nome><Cognome>{last}</Cognome></Anagrafica>
      </DatiAnagrafici>
      <Sede><Indirizzo>Via {street}</Indirizzo><NumeroCivico>{house}</NumeroCivico><CAP>{postcode:05}</CAP><Comune>Milano</Comune><Provincia>MI</Provincia><Nazione>IT</Nazione></Sede>
    </CessionarioCommittente>
  </FatturaElettronicaHeader>
"""

BODY = """  <FatturaElettronicaBody>
    <DatiGenerali>
      <DatiGeneraliDocumento>
        <TipoDocumento>{kind}</TipoDocumento>
        <Divisa>EUR</Divisa>
        <Data>{date}</Data>
        <Numero>{number}</Numero>
        <ImportoTotaleDocumento>{total}</ImportoTotaleDocumento>
        <Causale>Fornitura di energia elettrica</Causale>
      </DatiGeneraliDocumento>
      <DatiContratto><IdDocumento>CT-{contract}</IdDocumento></DatiContratto>{links}
    </DatiGenerali>
    <DatiBeniServizi>
      <DettaglioLinee><NumeroLinea>1</NumeroLinea><Descrizione>Energia</Descrizione><Quantita>120.00</Quantita><UnitaMisura>kWh</UnitaMisura><DataInizioPeriodo>2026-01-01</DataInizioPeriodo><DataFinePeriodo>2026-02-28</DataFinePeriodo><PrezzoUnitario>0.21</PrezzoUnitario><PrezzoTotale>{net}</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>
      <DettaglioLinee><NumeroLinea>2</NumeroLinea><Descrizione>Trasporto</Descrizione><PrezzoUnitario>0.00</PrezzoUnitario><PrezzoTotale>0.00</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>
      <DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>{net}</ImponibileImporto><Imposta>{tax}</Imposta><EsigibilitaIVA>I</EsigibilitaIVA></DatiRiepilogo>
    </DatiBeniServizi>
{payments}  </FatturaElettronicaBody>
"""

PAYMENT = """        <DettaglioPagamento><ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2026-{month:02}-28</DataScadenzaPagamento><ImportoPagamento>{amount}</ImportoPagamento><IBAN>IT60X0542811101000000123456</IBAN></DettaglioPagamento>
"""

RECEIPT = """<?xml version="1.0" encoding="UTF-8"?>
<ns3:RicevutaConsegna xmlns:ns3="http://www.fatturapa.gov.it/sdi/messaggi/v1.0" versione="1.0">
  <IdentificativoSdI>{identifier}</IdentificativoSdI><NomeFile>{file}.xml</NomeFile>
  <DataOraRicezione>2026-03-01T10:00:00.000+01:00</DataOraRicezione>
  <DataOraConsegna>2026-03-01T10:05:00.000+01:00</DataOraConsegna>
  <Destinatario><Codice>0000000</Codice><Descrizione>-</Descrizione></Destinatario><MessageId>{identifier}</MessageId>
</ns3:RicevutaConsegna>
"""

FIRST = ["Mario", "Anna", "Luca", "Giulia", "Paolo", "Chiara", "Marco", "Sara", "Niccolò", "Elena"]
LAST = ["Rossi", "Bianchi", "Ferrari", "Russo", "Esposito", "Gallo", "Conti", "Greco", "De Luca", "Costa"]
STREETS = ["Roma", "Garibaldi", "Dante", "Mazzini", "Verdi", "XX Settembre"]
VALUES = {"0": 1, "1": 0, "2": 5, "3": 7, "4": 9, "5": 13, "6": 15, "7": 17, "8": 19, "9": 21}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ODD = dict(zip(LETTERS, [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]))


def tax_code(chance):
    """A tax code of a made-up person, with its right last letter."""
    name = "".join(chance.choice("BCDFGLMNPRSTV") for _ in range(6))
    code = f"{name}{chance.randrange(30, 99)}{chance.choice('ABCDEHLMPRST')}{chance.randrange(1, 29):02}H501"
    odd = sum(VALUES.get(letter, ODD.get(letter, 0)) for letter in code[::2])
    even = sum(int(letter) if letter.isdigit() else LETTERS.index(letter) for letter in code[1::2])
    return code + LETTERS[(odd + even) % 26]


def euros(cents):
    return f"{cents // 100}.{cents % 100:02}"


def document(place, seed):
    """One invoice, or a credit note, by its place: a customer has about six."""
    chance = random.Random(f"{seed} {place}")
    who = random.Random(f"{seed} customer {place // 6}")
    text = HEADER.format(
        progressive=f"{place:05}", tax_code=tax_code(who), first=who.choice(FIRST), last=who.choice(LAST),
        street=who.choice(STREETS), house=who.randrange(1, 200), postcode=who.randrange(20121, 20162),
    )
    net = chance.randrange(1000, 20000)
    tax = round(net * 22 / 100)
    is_credit = place % 25 == 24
    instalments = 1 if chance.random() < 0.8 else 2
    shares = [(net + tax) // instalments] * instalments
    shares[-1] += net + tax - sum(shares)
    rows = "".join(PAYMENT.format(month=3 + number, amount=euros(share)) for number, share in enumerate(shares))
    payments = f"    <DatiPagamento>\n      <CondizioniPagamento>TP02</CondizioniPagamento>\n{rows}    </DatiPagamento>\n"
    links = f"\n      <DatiFattureCollegate><IdDocumento>F26-{place - 1}</IdDocumento></DatiFattureCollegate>"
    text += BODY.format(
        kind="TD04" if is_credit else "TD01", date=f"2026-0{chance.randrange(1, 4)}-{chance.randrange(1, 29):02}",
        number=f"F26-{place}", total=euros(net + tax), net=euros(net), tax=euros(tax), contract=place // 6,
        links=links if is_credit else "", payments="" if is_credit or place % 20 == 0 else payments,
    )
    return (text + "</p:FatturaElettronica>\n").encode()


def written(place, seed):
    """The name and bytes of file number `place`: 70 % plain, 20 % signed, 10 % receipts."""
    name = lambda number: f"IT01234567890_{base36(number)}"
    if place % 10 == 9:
        about = name(place - 5)
        return f"{about}_RC_001.xml", RECEIPT.format(identifier=place, file=about).encode()
    content = document(place, seed)
    if place % 10 not in (3, 6):
        return f"{name(place)}.xml", content
    coding = place // 10 % 4
    if coding == 3:
        content = base64.encodebytes(signed(content, True))
    else:
        content = signed(content, coding != 1)
    return f"{name(place)}.xml.p7m", content


def base36(number):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = ""
    for _ in range(5):
        number, digit = divmod(number, 36)
        text = digits[digit] + text
    return text


def make(folder, files, seed):
    """Writes the files in folders, and once more as one archive."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "archive").mkdir(parents=True)
    with zipfile.ZipFile(folder / "archive" / "invoices.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for place in range(files):
            inside = f"{place // PER_FOLDER:04}"
            name, content = written(place, seed)
            if place % PER_FOLDER == 0:
                (folder / "files" / inside).mkdir(parents=True)
            (folder / "files" / inside / name).write_bytes(content)
            archive.writestr(f"{inside}/{name}", content)
    (folder / "files.toml").write_text(CONFIG.format(path="files/**/*"))
    (folder / "archive.toml").write_text(CONFIG.format(path="archive/*.zip"))


def measure(command, folder):
    """Runs a command; wall and processor seconds, peak memory in MB, and what it printed."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            sys.exit(f"error: {command} ended with {process.returncode}\n{errors.read().decode(errors='replace')}")
        return {
            "wall_s": wall, "cpu_s": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024,
            "output": output.read(),
        }


def weave(program, folder, config):
    """A weave by a configuration, into the store beside it."""
    command = [program, "--config", folder / config, "weave", "--quiet", "--json"]
    measured = measure(command, folder)
    measured["total"] = json.loads(measured.pop("output"))["total"]
    return measured


def forget(folder):
    for path in folder.glob("filo.*"):
        path.unlink()


def octets(content, at):
    """The content of the BER element at a place, chunks joined, and the place after it."""
    tag, first = content[at], content[at + 1]
    at += 2
    if first == 0x80:
        joined = []
        while content[at : at + 2] != b"\0\0":
            part, at = octets(content, at)
            joined.append(part)
        return b"".join(joined), at + 2
    length = first
    if first > 0x80:
        length = int.from_bytes(content[at : at + (first & 0x7F)], "big")
        at += first & 0x7F
    return content[at : at + length], at + length


def opened(content):
    """The document in signed data: behind the identifier of plain data, an explicit element."""
    if content[:1] == b"<":
        return content
    if content[:1] == b"M":
        content = base64.b64decode(content)
    at = content.index(bytes.fromhex("2a864886f70d010701")) + 9
    at += 2 if content[at + 1] <= 0x80 else 2 + (content[at + 1] & 0x7F)
    return octets(content, at)[0]


def reference(folder):
    """Reads the same fields of the same files with Python's own parser; how many rows there are."""
    rows = 0
    local = lambda node: node.tag.rsplit("}", 1)[-1]
    for path in sorted((folder / "files").glob("*/*")):
        root = ElementTree.fromstring(opened(path.read_bytes()))
        get = lambda node, at: (node.findtext(at) or "").strip()
        if local(root) != "FatturaElettronica":
            values = {local(node): node.text for node in root}
            rows += 1
            continue
        customer = root.find("FatturaElettronicaHeader/CessionarioCommittente")
        who = [
            get(customer, at)
            for at in (
                "DatiAnagrafici/IdFiscaleIVA/IdPaese", "DatiAnagrafici/IdFiscaleIVA/IdCodice",
                "DatiAnagrafici/CodiceFiscale", "DatiAnagrafici/Anagrafica/Denominazione",
                "DatiAnagrafici/Anagrafica/Nome", "DatiAnagrafici/Anagrafica/Cognome", "Sede/Indirizzo",
                "Sede/NumeroCivico", "Sede/CAP", "Sede/Comune", "Sede/Provincia",
            )
        ]
        for body in root.findall("FatturaElettronicaBody"):
            general = "DatiGenerali/DatiGeneraliDocumento"
            values = [get(body, f"{general}/{at}") for at in ("TipoDocumento", "Divisa", "Data", "Numero", "ImportoTotaleDocumento")]
            links = body.findall("DatiGenerali/DatiFattureCollegate")
            periods = [(get(line, "DataInizioPeriodo"), get(line, "DataFinePeriodo")) for line in body.iter("DettaglioLinee")]
            payments = [(get(one, "DataScadenzaPagamento"), get(one, "ImportoPagamento")) for one in body.iter("DettaglioPagamento")]
            rows += max(1, len(links) if values[0] == "TD04" else len(payments))
    return rows


def count(store):
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        return connection.execute("SELECT count(*) FROM entry").fetchone()[0]


def run(program, files, seed, keep):
    folder = OUT / f"einvoices-{files}-{seed}"
    if not (keep and (folder / "files.toml").exists()):
        make(folder, files, seed)
    forget(folder)
    result = {"files": files}
    result["files in folders"] = weave(program, folder, "files.toml")
    result["entries"] = count(folder / "filo.db")
    result["again, nothing new"] = weave(program, folder, "files.toml")
    forget(folder)
    result["one archive"] = weave(program, folder, "archive.toml")
    forget(folder)
    begin = time.monotonic()
    rows = reference(folder)
    result["xml.etree, reading alone"] = {"wall_s": time.monotonic() - begin, "rows": rows}
    for name in ("files in folders", "one archive"):
        total = result[name]["total"]
        if total["rows"] != rows or total["set_apart"]:
            sys.exit(f"error: {name}: {total}, and the reference counts {rows} rows")
    return result


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--files", type=int, default=100_000)
    arguments.add_argument("--small", type=int, default=10_000, help="a second, smaller size, for memory; 0 for none")
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--program", type=pathlib.Path, help="the program to measure; built when absent")
    arguments.add_argument("--keep", action="store_true", help="use the files of an earlier run where they are there")
    options = arguments.parse_args()
    program = options.program
    if not program:
        subprocess.run(["cargo", "build", "--release", "--locked", "-p", "filo"], cwd=ROOT, check=True)
        program = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "filo"
    OUT.mkdir(parents=True, exist_ok=True)
    sizes = [size for size in (options.small, options.files) if size]
    results = [run(program.resolve(), size, options.seed, options.keep) for size in sizes]
    print(f"{platform.machine()}, {os.cpu_count()} cores\n")
    print("| what | files | wall s | files/s | cpu s | peak MB |\n|---|---:|---:|---:|---:|---:|")
    for result in results:
        for name, measured in result.items():
            if isinstance(measured, dict):
                cells = [f"{measured[key]:.1f}" if key in measured else "-" for key in ("cpu_s", "peak_mb")]
                speed = result["files"] / measured["wall_s"]
                print(f"| {name} | {result['files']} | {measured['wall_s']:.2f} | {speed:.0f} | {' | '.join(cells)} |")
    (OUT / "einvoices.json").write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
