"""Why a parcel, a receipt, a key or a folder was refused: each its own sentence, so that a person can act on it."""

from __future__ import annotations

from intake_desktop.language.errors import N_, ActionableError


class ParcelRefused(ActionableError):
    """Nothing of the parcel was taken over; the file itself is left as it was."""

    sentence = N_("This parcel was refused. Keep the file and ask the service point to send it again.")


class NotAParcel(ParcelRefused):
    """The file does not begin as an age file in binary form."""

    sentence = N_("This file is not a parcel of Intake Desktop. Choose a file whose name ends in .age.")


class NotForThisIdentity(ParcelRefused):
    """No recipient stanza of the file fits the key: another receiver's parcel, or its first lines were changed."""

    sentence = N_(
        "This key does not open the parcel: it was sealed for another receiver. Keep the file and check which key you chose."
    )


class ParcelDamaged(ParcelRefused):
    """The bytes are not what was sealed, or what was sealed is not a parcel."""

    sentence = N_(
        "This parcel was changed or damaged on the way. Nothing was taken from it. Ask the service point to send it again."
    )


class ParcelTooLarge(ParcelRefused):
    """More bytes than a parcel may have."""

    sentence = N_("This parcel is larger than {megabytes} MB, the most a parcel may be. Nothing was taken from it.")


class NewerParcel(ParcelRefused):
    """A later version made it. Not an error of the sender: keep the file, update, open it then."""

    sentence = N_(
        "This parcel was made by a newer version of Intake Desktop. Keep the file, install the update and open it again."
    )


class SignatureWrong(ParcelRefused):
    """The signature does not fit the contents, or was made for another receiver (somebody sealed it anew)."""

    sentence = N_(
        "The signature of this parcel is wrong. It may not come from the service point. Do not use it; call the service point."
    )


class ParcelFileUnreadable(ParcelRefused):
    """The file is not there or may not be read."""

    sentence = N_("The parcel cannot be read. Check that the file is there and that you may read it.")


class ReceiptRefused(ActionableError):
    """A receipt proves nothing: forged, damaged, for another desk, or of a newer version."""

    sentence = N_("This receipt proves nothing: it is damaged or was not made for this desk. The parcel stays as it was.")


class NotARecipient(ActionableError):
    """The text is no age X25519 recipient that anything can be sealed for."""

    sentence = N_(
        "This is not a receiver's key. It begins with age1 and has 62 characters. Ask the municipality to send it again."
    )


class SecretKeyGiven(NotARecipient):
    """Somebody pasted the secret half. It must never be stored here."""

    sentence = N_(
        "This is the secret key of the receiver. It must not be here. Ask the municipality for the key that begins with age1."
    )


class NotAnIdentity(ActionableError):
    """The text or file holds no usable age X25519 secret key."""

    sentence = N_("There is no usable key here. A key file has one line that begins with AGE-SECRET-KEY-1.")


class SeveralIdentities(NotAnIdentity):
    """Which key is meant cannot be guessed."""

    sentence = N_("This key file holds more than one key. Make a file with only the key for these parcels.")


class IdentityFileUnreadable(NotAnIdentity):
    """The file is not there or may not be read."""

    sentence = N_("The key file cannot be read. Check that the file is there and that you may read it.")


class IdentityFileExists(ActionableError):
    """A key is never overwritten: what was sealed for it could never be opened again."""

    sentence = N_("There is already a file with this name. A key is never overwritten. Choose another name.")


class CannotWriteIdentity(ActionableError):
    """The folder refuses a new file."""

    sentence = N_("The key file cannot be written here. Choose another folder.")


class DeviceKeysDamaged(ActionableError):
    """The stored keys of this desk cannot be read."""

    sentence = N_("The keys of this desk are damaged. Restore the last backup, or enrol this desk again with the municipality.")


class CarrierUnavailable(ActionableError):
    """The way to the receiver does not work now. Parcels stay ready and are carried later."""

    sentence = N_("The folder for the municipality does not work now. The parcels stay here and go along the next time.")


class FolderGone(CarrierUnavailable):
    """Stick removed, share not connected, or something else stands in its place."""

    sentence = N_(
        "The folder for the municipality is not there. Put the stick in or connect the share. The parcels stay here until then."
    )


class FolderReadOnly(CarrierUnavailable):
    """No file can be made there."""

    sentence = N_(
        "Nothing can be written in the folder for the municipality: it is read-only. The parcels stay here until that is changed."
    )


class FolderFull(CarrierUnavailable):
    """No room; what was half written is gone again."""

    sentence = N_("The folder for the municipality is full. Make room or use another stick. The parcels stay here until then.")
