"""The attack on picks over all factors together: nobody names more than `top_max`, and everybody counted names one.

Two sets of picks that differ for somebody and fit everything shown are looked for first: somebody may change a pick, or
trade it for another one, or swap with somebody else. Where that shows too little, an integer programme decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from peerwork.audit.claims import SLACK

KINDS = ("facilitator", "barrier")
FEW = 12  # factors that one programme goes through; the picks of all others stay as they are
MOST = 20  # programmes of one attack


@dataclass(frozen=True, eq=False)
class Shares:
    """What is shown of one factor's picks, of one kind (None: both): whom it is of, and how many at least, and most."""

    factor: int
    kind: int | None
    inside: np.ndarray
    low: float
    high: float


class PicksTogether:
    """`picked` (people by factors by KINDS) is the truth; `find` says whose picks are certain, and to whom."""

    def __init__(self, picked: np.ndarray, shares: Sequence[Shares], most: int) -> None:
        self.picked, self.shares, self.most = picked, shares, most
        self.any = np.any(picked, axis=2)
        self.rows = self.any.sum(axis=1)
        self.solved = 0
        size = self.any.shape
        up, self.down = np.ones((*size, 2), dtype=bool), np.ones(size, dtype=bool)
        for share in shares:
            total = self._of(share)[share.inside].sum()
            kinds = range(2) if share.kind is None else (share.kind,)
            if total + 1 > share.high + SLACK:
                for kind in kinds:
                    up[share.inside, share.factor, kind] = False
            if total - 1 < share.low - SLACK:
                theirs = share.inside & self._of(share)
                self.down[theirs, share.factor] = False
        self.up = np.any(up, axis=2)
        same = np.array([share.inside for share in shares], dtype=bool).reshape(len(shares), -1)
        self.place = np.unique(same, axis=1, return_inverse=True)[1].ravel()  # who is in the same figures

    def _of(self, share: Shares) -> np.ndarray:
        """Who named the factor, as of the share's kind."""
        return self.any[:, share.factor] if share.kind is None else self.picked[:, share.factor, share.kind]

    def find(self) -> Iterator[tuple[int, int, int | None]]:
        """Person, factor and reader (None for an outsider) of each pick, or pick not made, that is certain."""
        for person, factor in np.ndindex(self.any.shape):
            if self._alone(person, factor):
                continue
            helpers = self._helpers(person, factor)
            if len(helpers) < 2:
                helpers = np.union1d(helpers, self._traders(person, factor))
            if len(helpers) > 1:
                continue
            readers = [int(helpers[0])] if len(helpers) else [None]
            for reader in readers:
                if self.solved < MOST and not self._can_change(person, factor, reader):
                    yield person, factor, reader

    def _alone(self, person: int, factor: int) -> bool:
        """Whether the pick could be another with nobody else's changed."""
        mine = self.any[person]
        if mine[factor]:
            trade = (~mine & self.up[person]).any()
            return bool(self.down[person, factor] and (self.rows[person] > 1 or trade))
        trade = (mine & self.down[person]).any()
        return bool(self.up[person, factor] and (self.rows[person] < self.most or trade))

    def _helpers(self, person: int, factor: int) -> np.ndarray:
        """Those in the same figures who differ on the factor: all picks of the two could be swapped."""
        return np.flatnonzero((self.place == self.place[person]) & (self.any[:, factor] != self.any[person, factor]))

    def _traders(self, person: int, factor: int) -> np.ndarray:
        """Those with whom the person could trade places on this factor, each keeping within the numbers to be named."""
        gains = not self.any[person, factor]
        other = self.any[:, factor] != self.any[person, factor]
        more, less = self.rows + 1 <= self.most, self.rows - 1 >= 1
        other &= less if gains else more
        if not (more if gains else less)[person]:
            return np.flatnonzero(other & False)
        for share in self.shares:
            if share.factor == factor:
                total = self._of(share)[share.inside].sum()
                full, bare = total + 1 > share.high + SLACK, total - 1 < share.low - SLACK
                if share.inside[person] and (full if gains else bare):
                    other &= share.inside
                elif not share.inside[person] and (bare if gains else full):
                    other &= ~share.inside
        return np.flatnonzero(other)

    def _can_change(self, person: int, factor: int, reader: int | None) -> bool:
        """Whether some picks fit with this one changed and the reader's own as they are."""
        self.solved += 1
        people = len(self.any)
        free = self._factors(person, factor)
        at = {one: place for place, one in enumerate(free)}
        width = people * len(free) * 2
        columns = np.arange(width).reshape(people, len(free), 2)
        fixed = self.rows - self.any[:, free].sum(axis=1)
        rows = [(mine, max(0, 1 - fixed[one]), self.most - fixed[one]) for one, mine in enumerate(columns)]
        rows += [(pair, 0, 1) for pair in columns.reshape(-1, 2)]
        for share in self.shares:
            if share.factor in at:
                these = columns[share.inside, at[share.factor]]
                these = these if share.kind is None else these[:, share.kind]
                rows.append((these, share.low - SLACK, share.high + SLACK))
        wanted = 1.0 - self.any[person, factor]
        rows.append((columns[person, at[factor]], wanted, wanted))
        truth = self.picked[:, free].reshape(-1).astype(float)
        low, high = np.zeros(width), np.ones(width)
        if reader is not None:
            own = columns[reader].ravel()
            low[own] = high[own] = truth[own]
        place = np.repeat(np.arange(len(rows)), [row[0].size for row in rows])
        entries = np.ones(len(place)), (place, np.concatenate([row[0].ravel() for row in rows]))
        matrix = csr_array(entries, shape=(len(rows), width))
        limits = LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])
        whole = np.ones(width, dtype=int)
        solved = milp(1 - 2 * truth, integrality=whole, bounds=Bounds(low, high), constraints=limits,
                      options={"mip_rel_gap": 1.0})  # fmt: skip
        return solved.x is not None

    def _factors(self, person: int, factor: int) -> list[int]:
        """The factor, those that the person named, and others by how free their picks are."""
        slack = self.up.sum(axis=0) + self.down.sum(axis=0)
        order = [factor, *np.flatnonzero(self.any[person]), *np.argsort(-slack, kind="stable")]
        return list(dict.fromkeys(int(one) for one in order))[:FEW]
