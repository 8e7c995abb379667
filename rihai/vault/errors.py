"""What can go wrong in the vault, one class each. No message ever quotes a sealed value or a key."""


class VaultError(Exception):
    """Anything the vault refuses to do."""


class VaultLocked(VaultError):
    """No master key is known to this process."""


class MasterKeyRefused(VaultError):
    """A master key was given but may not be used: wrong form, or others could read it."""


class WrongMasterKey(VaultError):
    """The keys in this database belong to another master key."""


class SealBroken(VaultError):
    """A sealed value was changed, moved, cut short, or sealed under another key."""


class Erased(VaultError):
    """The data key was destroyed; nobody can read the value again."""


class NotWrapped(VaultError):
    """This organisation holds no key to the value."""


class NotStored(VaultError):
    """The value was assigned but not saved, or was loaded apart from its record."""


class CannotSeal(VaultError):
    """The value cannot be sealed here; the message names the model and the field."""


class LastWrap(VaultError):
    """Withdrawing the last organisation would lose the value without anybody deciding to erase it."""


class FileMissing(VaultError):
    """A record points to a sealed file that is not on the disk."""


class UploadRefused(VaultError):
    """The upload cannot be kept: it is too large, or was kept or closed before."""
