"""From the counter to the municipality: parcels sealed once, carriers that bring them, receipts that prove it."""

from intake_desktop.sync.carriers import Carrier, ReceiptFile
from intake_desktop.sync.contents import ConsentNote, OpenedParcel, ParcelContents, ReleasedAnswer, ReleasedPromise
from intake_desktop.sync.device import DeviceKeys
from intake_desktop.sync.engine import Attention, Confirmed, Round, Sent, carry
from intake_desktop.sync.folder import FolderCarrier
from intake_desktop.sync.identity_files import read_identity_file, write_identity_file
from intake_desktop.sync.keys import Identity, check_recipient, fingerprint, new_identity
from intake_desktop.sync.listing import opened_as_json
from intake_desktop.sync.receipts import Receipt, make_receipt, read_receipt
from intake_desktop.sync.refusals import (
    CannotWriteIdentity,
    CarrierUnavailable,
    DeviceKeysDamaged,
    FolderFull,
    FolderGone,
    FolderReadOnly,
    IdentityFileExists,
    IdentityFileUnreadable,
    NewerParcel,
    NotAnIdentity,
    NotAParcel,
    NotARecipient,
    NotForThisIdentity,
    ParcelDamaged,
    ParcelFileUnreadable,
    ParcelRefused,
    ParcelTooLarge,
    ReceiptRefused,
    SecretKeyGiven,
    SeveralIdentities,
    SignatureWrong,
)
from intake_desktop.sync.sealing import Sealed, open_parcel, read_parcel_file, seal

__all__ = [
    "Attention",
    "CannotWriteIdentity",
    "Carrier",
    "CarrierUnavailable",
    "Confirmed",
    "ConsentNote",
    "DeviceKeys",
    "DeviceKeysDamaged",
    "FolderCarrier",
    "FolderFull",
    "FolderGone",
    "FolderReadOnly",
    "Identity",
    "IdentityFileExists",
    "IdentityFileUnreadable",
    "NewerParcel",
    "NotAParcel",
    "NotARecipient",
    "NotAnIdentity",
    "NotForThisIdentity",
    "OpenedParcel",
    "ParcelContents",
    "ParcelDamaged",
    "ParcelFileUnreadable",
    "ParcelRefused",
    "ParcelTooLarge",
    "Receipt",
    "ReceiptFile",
    "ReceiptRefused",
    "ReleasedAnswer",
    "ReleasedPromise",
    "Round",
    "Sealed",
    "SecretKeyGiven",
    "Sent",
    "SeveralIdentities",
    "SignatureWrong",
    "carry",
    "check_recipient",
    "fingerprint",
    "make_receipt",
    "new_identity",
    "open_parcel",
    "opened_as_json",
    "read_identity_file",
    "read_parcel_file",
    "read_receipt",
    "seal",
    "write_identity_file",
]
