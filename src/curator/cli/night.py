"""`curator nightly`: one night's work."""

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, DryRun, FeedFile


def nightly(
    config: ConfigFile = CONFIG,
    feed: FeedFile = None,
    dry_run: DryRun = None,
    json: AsJson = False,
) -> None:
    """Read the list and arXiv's new papers, and bring one proposal to its branch."""
    import curator
    from curator.cli import show

    night = curator.night(config, feed=feed, dry_run=dry_run, steps=show.step)
    if json:
        show.night_as_json(night)
    else:
        show.night(night)
    if night.announcement.state in {"partial", "failed"}:
        raise typer.Exit(show.PARTIAL if night.announcement.state == "partial" else 1)
