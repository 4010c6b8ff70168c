"""What the SSH door speaks, spelled out: most of asyncssh's defaults are for something else."""

from typing import TYPE_CHECKING, Any, Final

from retro.doors.ssh.limits import Limits

if TYPE_CHECKING:
    from asyncssh import SSHKey

#: Fast, and without SHA-1. Those that the installed `cryptography` lacks are left out.
#: The client's order decides. The first is what Dropbear's client guesses (2022.83): where the
#: server puts another one first, that client takes its guess for wrong by RFC 4253, 7, and asyncssh
#: (2.24.1) takes it for right.
KEY_EXCHANGES: Final = (
    "curve25519-sha256",
    "mlkem768x25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
)
CIPHERS: Final = (
    "aes256-gcm@openssh.com",
    "aes128-gcm@openssh.com",
    "chacha20-poly1305@openssh.com",
    "aes256-ctr",
    "aes128-ctr",
)
CHECKSUMS: Final = (
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
)
#: Bytes that a client may send ahead: people type little.
WINDOW: Final = 64 * 1024
LARGEST_PACKET: Final = 32 * 1024


def server_options(key: "SSHKey", limits: Limits, *, keys_are_shown: bool) -> dict[str, Any]:
    """Keywords for `asyncssh.listen`; the table with grounds is in asyncssh's `docs/api.rst`.

    `keys_are_shown`: whether public keys may be asked for, which only members are.
    """
    from retro.doors.ssh.asyncssh_internals import (
        get_encryption_algs,
        get_kex_algs,
        get_mac_algs,
    )

    return {
        "server_host_keys": [key],
        "server_version": "retro",
        "config": None,
        "kex_algs": _available(KEY_EXCHANGES, get_kex_algs()),
        "encryption_algs": _available(CIPHERS, get_encryption_algs()),
        "mac_algs": _available(CHECKSUMS, get_mac_algs()),
        # One packet of zlib grew a server from 41 to 452 MB.
        "compression_algs": None,
        "signature_algs": "-ssh-rsa,ssh-dss",
        "login_timeout": limits.login,
        "keepalive_interval": limits.keepalive,
        "keepalive_count_max": 3,
        "public_key_auth": keys_are_shown,
        "password_auth": False,
        "kbdint_auth": True,
        "host_based_auth": False,
        "gss_host": None,
        "x509_trusted_certs": None,
        "agent_forwarding": False,
        "x11_forwarding": False,
        "allow_scp": False,
        "sftp_factory": None,
        "line_editor": False,
        "encoding": None,
        "utf8_decode_errors": "replace",
        "window": WINDOW,
        "max_pktsize": LARGEST_PACKET,
        "rdns_lookup": False,
        "send_server_host_keys": False,
    }


def _available(wanted: tuple[str, ...], there: list[bytes]) -> list[str]:
    return [name for name in wanted if name.encode("ascii") in there]
