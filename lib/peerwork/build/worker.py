"""What a Dask worker loads to be warm before its first page: `dask worker … --preload peerwork.build.worker`."""

from typing import Any

from peerwork.build.render_task import start_drawers, stop_drawers


def dask_setup(worker: Any) -> None:
    """Dask calls this when the worker starts."""
    start_drawers()


def dask_teardown(worker: Any) -> None:
    """Dask calls this when the worker ends."""
    stop_drawers()
