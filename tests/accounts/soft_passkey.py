"""A passkey made of software: it answers as a telephone would, so that the whole ceremony can be tested."""

import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

# Present, and recognised by finger or face.
SEEN = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
HOST = "localhost"
ID = b"a passkey of soft"


@dataclass
class SoftPasskey:
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: str = ""

    def register(self, options: dict[str, Any]) -> dict[str, Any]:
        self.handle = options["publicKey"]["user"]["id"]
        public_key = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]  # the library's
        public = AttestedCredentialData.create(b"\0" * 16, ID, public_key)
        seen = AuthenticatorData.create(sha256(HOST.encode()), SEEN | AuthenticatorData.FLAG.AT, 0, public)
        asked = _client_data("webauthn.create", options)
        made = AttestationObject.create("none", seen, {})
        return _credential(clientDataJSON=bytes(asked), attestationObject=bytes(made))

    def sign_in(self, options: dict[str, Any]) -> dict[str, Any]:
        seen = AuthenticatorData.create(sha256(HOST.encode()), SEEN, 1)
        asked = _client_data("webauthn.get", options)
        signature = self.key.sign(bytes(seen) + sha256(bytes(asked)), ec.ECDSA(SHA256()))
        credential = _credential(clientDataJSON=bytes(asked), authenticatorData=bytes(seen), signature=signature)
        credential["response"]["userHandle"] = self.handle
        return credential


def _client_data(kind: str, options: dict[str, Any]) -> CollectedClientData:
    challenge = options["publicKey"]["challenge"]
    text = json.dumps({"type": kind, "challenge": challenge, "origin": f"http://{HOST}"})
    return CollectedClientData(text.encode())


def _credential(**response: bytes) -> dict[str, Any]:
    return {
        "id": websafe_encode(ID),
        "rawId": websafe_encode(ID),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {name: websafe_encode(value) for name, value in response.items()},
    }
