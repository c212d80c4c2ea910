"""A whole project as one file: to keep, to send, to open elsewhere.

The file is a ZIP archive: a manifest with the size and SHA-256 of each member, the
project's database and, if wanted, its models. Nothing in it is executed, and nothing
is written outside the new project's folder: only names this program makes are taken.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from instrstudio import __version__
from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.project import (
    DATABASE_FILE,
    MODELS_FOLDER,
    Project,
    holds_a_project,
)
from instrstudio.domain.wording import message
from instrstudio.services.workspace import Workspace

SUFFIX = ".instrstudio"

_MANIFEST = "manifest.json"
_KIND, _VERSION = "instrstudio-project", 1
_PIECE = 2**20
_MOST_MANIFEST = 16 * 2**20
_MODEL_FILE = re.compile(
    rf"{MODELS_FOLDER}/[^/\\:*?\"<>|\x00-\x1f]+(?:/[^/\\:*?\"<>|\x00-\x1f]+)*"
    r"\.(?:safetensors|json|jsonl)"
)
_DOTS = re.compile(r"(?:^|/)\.{1,2}(?:/|$)|(?:^|/)\.|[ .](?:/|$)")
_TAKES = f".{os.getpid()}.partial"

# What reading a damaged archive can raise, in zipfile, zlib or json.
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    KeyError,
    RuntimeError,
    ValueError,
)

Members = Mapping[str, Mapping[str, object]]


def write(
    workspace: Workspace, target: Path, *, with_models: bool = True
) -> Job[Progress, Path]:
    """Write the project to the file `target`, which appears when it is whole.

    Raises:
        TransferError: It cannot be written there.
        StorageError: The project cannot be read.
    """
    from instrstudio.storage.copying import put_in_place, written

    if holds_a_project(target):
        raise TransferError(
            message(
                "“{path}” is the file of a project: name another file.", path=target
            )
        )
    partial = target.with_name(f".{target.name}{_TAKES}")
    copy = target.with_name(f".{target.name}-{DATABASE_FILE}{_TAKES}")
    try:
        yield from written(workspace.project.database, copy)
        sources = {DATABASE_FILE: copy}
        if with_models:
            sources |= _models(workspace.project)
        yield from _pack(sources, partial)
        put_in_place(partial, target)
    except OSError as error:
        raise TransferError(
            message(
                "“{path}” cannot be written: {reason}.",
                path=target,
                reason=error.strerror or error,
            )
        ) from error
    finally:
        for path in (partial, copy):
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return target


def read(source: Path, folder: Path) -> Job[Progress, Path]:
    """Make the project in the file `source` a new one in `folder`.

    Raises:
        TransferError: The file is not a sound project, or something is in `folder`.
        StorageError: The database in it is not one of this program.
    """
    from instrstudio.storage.backups import check

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TransferError(
            message("“{path}” is not empty: choose another folder.", path=folder)
        )
    partial = folder.with_name(f".{folder.name}{_TAKES}")
    try:
        with zipfile.ZipFile(source) as archive:
            members = _manifest(archive, source)
            yield from _unpack(archive, members, partial, source)
        check(partial / DATABASE_FILE)
        with suppress(FileNotFoundError):
            folder.rmdir()
        partial.replace(folder)
    except _DAMAGE as error:
        raise _not_sound(source) from error
    except OSError as error:
        raise TransferError(
            message(
                "“{path}” cannot be read or written: {reason}.",
                path=source,
                reason=error.strerror or error,
            )
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _models(project: Project) -> dict[str, Path]:
    """Return the files of the models by their names in the archive."""
    found = {}
    for path in sorted(project.models.rglob("*")):
        name = path.relative_to(project.folder).as_posix()
        if path.is_file() and not path.is_symlink() and _is_ours(name):
            found[name] = path
    return found


def _is_ours(name: str) -> bool:
    """Say whether a member may have this name."""
    if name == DATABASE_FILE:
        return True
    return _MODEL_FILE.fullmatch(name) is not None and not _DOTS.search(name)


def _pack(sources: Mapping[str, Path], target: Path) -> Job[Progress, None]:
    """Write files into an archive, the manifest last."""
    total = sum(path.stat().st_size for path in sources.values())
    done, members = 0, {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in sources.items():
            digest, size = hashlib.sha256(), 0
            packed = zipfile.ZIP_STORED if name != DATABASE_FILE else None
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED if packed is None else packed
            with (
                path.open("rb") as file,
                archive.open(entry, "w", force_zip64=True) as member,
            ):
                for piece in _pieces(file):
                    member.write(piece)
                    digest.update(piece)
                    size += len(piece)
                    yield _progress(done + size, total)
            done += size
            members[name] = {"size": size, "sha256": digest.hexdigest()}
        manifest = {
            "kind": _KIND,
            "version": _VERSION,
            "program": __version__,
            "files": members,
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))


def _manifest(archive: zipfile.ZipFile, source: Path) -> Members:
    """Return what the archive says it holds, if that is what it holds.

    Raises:
        TransferError: It is not a project, or holds what a project does not.
    """
    names = archive.namelist()
    if names.count(_MANIFEST) != 1:
        raise _not_sound(source)
    if archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
        raise _not_sound(source)
    try:
        manifest = json.loads(archive.read(_MANIFEST))
        kind, version, files = (manifest[k] for k in ("kind", "version", "files"))
        is_ours = kind == _KIND and all(
            _is_ours(name) and type(said["size"]) is int and str(said["sha256"])
            for name, said in files.items()
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_sound(source) from error
    if version != _VERSION:
        raise TransferError(
            message(
                "“{path}” was written by a newer version of this program: install "
                "that version to open it.",
                path=source,
            )
        )
    members: Members = files
    if not is_ours or sorted(names) != sorted([*members, _MANIFEST]):
        raise _not_sound(source)
    if DATABASE_FILE not in members:
        raise _not_sound(source)
    return members


def _unpack(
    archive: zipfile.ZipFile, members: Members, folder: Path, source: Path
) -> Job[Progress, None]:
    """Write the members into `folder`, no byte more than they say they have."""
    sizes = {name: int(str(said["size"])) for name, said in members.items()}
    total, done = sum(sizes.values()), 0
    if any(archive.getinfo(name).file_size != size for name, size in sizes.items()):
        raise _not_sound(source)
    shutil.rmtree(folder, ignore_errors=True)
    for name, said in members.items():
        path, digest, size = folder / name, hashlib.sha256(), 0
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as member, path.open("xb") as file:
            for piece in _pieces(member):
                size += len(piece)
                if size > sizes[name]:
                    raise _not_sound(source)
                file.write(piece)
                digest.update(piece)
                yield _progress(done + size, total)
            file.flush()
            os.fsync(file.fileno())
        if size != sizes[name] or digest.hexdigest() != said["sha256"]:
            raise _not_sound(source)
        done += size


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file, a piece at a time."""
    while piece := file.read(_PIECE):
        yield piece


def _progress(done: int, total: int) -> Progress:
    """Return how many bytes are done."""
    return Progress(done=done, total=total, message=message("Copying the project…"))


def _not_sound(source: Path) -> TransferError:
    """Return the error for a file that is not what it should be."""
    return TransferError(
        message("“{path}” is damaged, or not a project in one file.", path=source)
    )
