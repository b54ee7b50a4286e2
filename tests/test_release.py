"""The release folder: written whole, published atomically, verified, rolled back."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from sahelkg.release import Release, ReleaseError, drafted, list_releases, open_release, publish, roll_back, verify


def write(releases: Path, word: str) -> Release:
    """A published release that says `word`."""
    with drafted(releases) as draft:
        store = Store(draft.store)
        store.add(Quad(NamedNode("urn:it"), NamedNode("urn:says"), Literal(word)))
        store.flush()
        del store
        (draft.dumps / "sahelkg.nt").write_text(f'<urn:it> <urn:says> "{word}" .\n', "utf-8")
        manifest = draft.manifest({"counts": {"claims": 1}})
        (draft.path / "void.ttl").write_text(f"# {manifest['digest']}\n", "utf-8")
        release = draft.complete(manifest)
        publish(release)
    return release


def hidden(releases: Path) -> list[str]:
    return [path.name for path in releases.iterdir() if path.name.startswith(".draft")]


def test_the_published_release_is_the_current_one(tmp_path: Path) -> None:
    release = write(tmp_path, "one")

    assert open_release(tmp_path).digest == release.digest
    assert (tmp_path / "current").readlink() == Path(release.digest)
    assert release.path == tmp_path / release.digest
    assert not hidden(tmp_path)


def test_one_release_is_opened_by_its_own_folder(tmp_path: Path) -> None:
    first = write(tmp_path, "one")
    write(tmp_path, "two")

    assert open_release(tmp_path / first.digest).digest == first.digest


def test_the_digest_follows_from_the_content_alone(tmp_path: Path) -> None:
    one, again, two = (write(tmp_path / folder, word) for folder, word in (("a", "one"), ("b", "one"), ("c", "two")))

    assert one.digest == again.digest != two.digest
    assert (one.path / "manifest.json").read_bytes() == (again.path / "manifest.json").read_bytes()


def test_writing_the_same_again_keeps_the_release(tmp_path: Path) -> None:
    first = write(tmp_path, "one")
    born = (first.path / "manifest.json").stat().st_ino

    write(tmp_path, "one")

    assert (first.path / "manifest.json").stat().st_ino == born


def test_writing_the_same_again_replaces_a_damaged_release(tmp_path: Path) -> None:
    first = write(tmp_path, "one")
    (first.dumps / "sahelkg.nt").write_text("", "utf-8")

    verify(write(tmp_path, "one"))


def test_where_there_is_no_release_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="sahelkg build --out"):
        open_release(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["manifest.json", "dumps/sahelkg.nt", "void.ttl", "store/CURRENT"])
def test_a_release_that_lacks_a_file_is_refused(name: str, tmp_path: Path) -> None:
    release = write(tmp_path, "one")
    (release.path / name).unlink()

    with pytest.raises(ReleaseError):
        open_release(release.path)


def test_a_release_with_a_cut_file_is_refused(tmp_path: Path) -> None:
    release = write(tmp_path, "one")
    (release.dumps / "sahelkg.nt").write_text("<urn:it>", "utf-8")

    with pytest.raises(ReleaseError, match=r"dumps/sahelkg\.nt"):
        open_release(tmp_path)


def test_a_release_with_an_edited_manifest_is_refused(tmp_path: Path) -> None:
    manifest = write(tmp_path, "one").path / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"claims": 1', '"claims": 2'), "utf-8")

    with pytest.raises(ReleaseError, match="was changed"):
        open_release(tmp_path)


def test_a_manifest_that_is_no_manifest_is_refused(tmp_path: Path) -> None:
    manifest = write(tmp_path, "one").path / "manifest.json"
    for text in ("", "[]", "{}", "null", '{"digest": 1, "files": []}', "\udcff"):
        manifest.write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(ReleaseError):
            open_release(tmp_path)


def test_verifying_finds_a_changed_byte_in_a_file(tmp_path: Path) -> None:
    release = write(tmp_path, "one")
    (release.dumps / "sahelkg.nt").write_text('<urn:it> <urn:says> "eno" .\n', "utf-8")

    with pytest.raises(ReleaseError, match=r"dumps/sahelkg\.nt was changed"):
        verify(open_release(tmp_path))


def test_verifying_finds_a_changed_byte_in_the_store(tmp_path: Path) -> None:
    release = write(tmp_path, "one")
    (file,) = release.store.glob("MANIFEST-*")
    file.write_bytes(file.read_bytes()[:-1] + b"\xff")

    with pytest.raises(ReleaseError, match=rf"store/{file.name} was changed"):
        verify(open_release(tmp_path))


def test_reading_the_store_does_not_change_the_release(tmp_path: Path) -> None:
    release = write(tmp_path, "one")

    store = Store.read_only(str(release.store))
    assert [quad.object.value for quad in store] == ["one"]
    del store

    verify(open_release(tmp_path))


def test_a_build_that_fails_leaves_the_current_release_and_nothing_else(tmp_path: Path) -> None:
    first = write(tmp_path, "one")

    def fail() -> None:
        with drafted(tmp_path) as draft:
            (draft.dumps / "sahelkg.nt").write_text("half", "utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert open_release(tmp_path).digest == first.digest
    assert not hidden(tmp_path)


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".draft-killed" / "store").mkdir(parents=True)
    (tmp_path / ".current").symlink_to("nowhere")

    write(tmp_path, "one")

    assert not hidden(tmp_path)
    verify(open_release(tmp_path))


def test_a_second_build_into_the_same_folder_is_refused(tmp_path: Path) -> None:
    with drafted(tmp_path), pytest.raises(ReleaseError, match="another build"), drafted(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(ReleaseError, match="cannot be written"), drafted(tmp_path / "file"):
        pass


def test_rolling_back_goes_to_the_release_before_and_further(tmp_path: Path) -> None:
    one, two, _ = (write(tmp_path, word) for word in ("one", "two", "three"))

    assert roll_back(tmp_path).digest == two.digest
    assert roll_back(tmp_path).digest == one.digest
    assert open_release(tmp_path).digest == one.digest
    with pytest.raises(ReleaseError, match="nothing was published before"):
        roll_back(tmp_path)


def test_a_release_that_was_rolled_back_from_is_not_rolled_back_to(tmp_path: Path) -> None:
    one, _ = write(tmp_path, "one"), write(tmp_path, "two")
    roll_back(tmp_path)
    write(tmp_path, "three")

    assert roll_back(tmp_path).digest == one.digest


def test_rolling_back_to_a_named_release(tmp_path: Path) -> None:
    one, *_ = (write(tmp_path, word) for word in ("one", "two", "three"))

    assert roll_back(tmp_path, one.digest[:8]).digest == one.digest
    with pytest.raises(ReleaseError, match="0 releases begin"):
        roll_back(tmp_path, "zzz")


def test_rolling_back_to_a_damaged_release_is_refused(tmp_path: Path) -> None:
    one, two = write(tmp_path, "one"), write(tmp_path, "two")
    (one.dumps / "sahelkg.nt").write_text('<urn:it> <urn:says> "eno" .\n', "utf-8")

    with pytest.raises(ReleaseError, match="was changed"):
        roll_back(tmp_path)

    assert open_release(tmp_path).digest == two.digest


def test_releases_are_listed_in_the_order_of_their_publication(tmp_path: Path) -> None:
    one, two = write(tmp_path, "one"), write(tmp_path, "two")
    (one.path / "void.ttl").unlink()

    listings = list_releases(tmp_path)

    assert [(listing.digest, listing.current, bool(listing.damage)) for listing in listings] == [
        (one.digest, False, True),
        (two.digest, True, False),
    ]
    assert listings[1].counts == {"claims": 1}
