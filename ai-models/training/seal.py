"""Seals a bundle: writes the digest and size of every file into its model.json.

    python3 seal.py ../src/main/resources/models/<id>/<version> [--shared name=resource=file ...]

Files in the folder are listed as found. A file that several bundles share, and that the build takes from a Maven
artefact, is no file of the folder: --shared names it, the class path resource that will hold it, and a copy to digest.
Entries for shared files are kept from one sealing to the next. Nothing but the Python standard library is needed.
"""

import argparse
import hashlib
import json
from pathlib import Path


def entry(name: str, path: Path) -> dict:
    data = path.read_bytes()
    return {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def seal(bundle: Path, shared: dict[str, tuple[str, Path]]) -> dict:
    manifest_path = bundle / "model.json"
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    found = {
        p.relative_to(bundle).as_posix(): entry(p.relative_to(bundle).as_posix(), p)
        for p in sorted(bundle.rglob("*"))
        if p.is_file() and p != manifest_path
    }
    listed = {e["path"]: e for e in manifest.get("files", []) if e.get("shared")}
    for name, (resource, copy) in shared.items():
        listed[name] = entry(name, copy) | {"shared": resource}
    listed |= found
    manifest["files"] = [listed[name] for name in sorted(listed)]
    manifest_path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return manifest


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--shared", action="append", default=[], metavar="NAME=RESOURCE=FILE")
    arguments = parser.parse_args()
    named = {name: (resource, Path(copy)) for name, resource, copy in (s.split("=", 2) for s in arguments.shared)}
    sealed = seal(arguments.bundle, named)
    print(f"{sealed['id']} {sealed['version']}: {len(sealed['files'])} files")
