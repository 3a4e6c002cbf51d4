"""Small changes of the true answers that leave every released total as it is shown: witnesses without a programme.

Each person is in few figures, so figures by people are sparse here.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from peerwork.audit.constraint_system import ConstraintSystem

STEPS = 40  # moves after which a repair is given up
LOT = 0.9  # less than one total put off


def find_swaps(system: ConstraintSystem) -> tuple[np.ndarray, np.ndarray]:
    """Changes d; and whether person j can differ by d if person k differs by -d, or nobody (last): d, j, k.

    None where figures count one value.
    """
    span = system.highest - system.lowest
    changes = np.array([d for d in range(-span, span + 1) if d and not system.counts], dtype=int)
    moves = [_moves_by(system, int(d)) for d in changes]
    return changes, np.array(moves, dtype=bool).reshape(-1, system.people, system.people + 1)


def _moves_by(system: ConstraintSystem, d: int) -> np.ndarray:
    totals, step = system.sets @ system.truth, abs(d)
    above, below = system.sets[system.high - totals < step], system.sets[totals - system.low < step]
    hit, hit_back = (above, below) if d > 0 else (below, above)  # figures that j, and that k, would break alone
    broken = _only_first(hit) + _only_first(hit_back).T
    can, can_back = _can(system, d), _can(system, -d)
    pair = (broken == 0) & can[:, None] & can_back[None, :]
    np.fill_diagonal(pair, False)
    return np.hstack([pair, (can & (hit.sum(axis=0) == 0))[:, None]])


def _only_first(sets: np.ndarray) -> np.ndarray:
    """How many of the sets hold the first person (row) and not the second (column)."""
    return sets.sum(axis=0)[:, None] - csr_array(sets.T) @ sets


def _can(system: ConstraintSystem, d: int) -> np.ndarray:
    return (system.truth + d >= system.lowest) & (system.truth + d <= system.highest)


def repair(system: ConstraintSystem, start: np.ndarray, held: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Answers that fit, made of those in `start` by moving people who are not `held`: (found, people).

    All rows of `start` (tries by people) are repaired at once, a point of one answer at a time: the move that mends
    most of the totals that are off and puts fewest others off, ties by lot, nobody both up and down. A try that cannot
    be mended so is given up, which proves nothing.
    """
    sets, members = csr_array(system.sets.astype(np.float32)), csr_array(system.sets.T.astype(np.float32))
    low, high = system.low[:, None], system.high[:, None]
    answers, way, held = start.T.astype(np.float32), np.zeros(held.T.shape, dtype=np.int8), held.T
    found = [start[:0]]
    for _ in range(STEPS):  # people by tries
        totals = sets @ answers
        mended = ((totals >= low) & (totals <= high)).all(axis=0)
        found.append(answers[:, mended].T.astype(int))
        if mended.all():
            break
        answers, totals, way, held = answers[:, ~mended], totals[:, ~mended], way[:, ~mended], held[:, ~mended]
        ups = (answers < system.highest) & (way >= 0) & ~held
        downs = (answers > system.lowest) & (way <= 0) & ~held
        scores = np.vstack(
            [_scores(members, totals < low, totals >= high, ups), _scores(members, totals > high, totals <= low, downs)]
        )
        best = (scores + LOT * draw.random(scores.shape, dtype=np.float32)).argmax(axis=0)
        able = np.flatnonzero(np.isfinite(scores[best, np.arange(len(best))]))
        answers, way, held, best = answers[:, able], way[:, able], held[:, able], best[able]
        person, step = best % system.people, np.where(best < system.people, 1, -1)
        answers[person, np.arange(len(able))] += step
        way[person, np.arange(len(able))] = step
    return np.concatenate(found)


def _scores(members: csr_array, mends: np.ndarray, spoils: np.ndarray, able: np.ndarray) -> np.ndarray:
    """How many totals each person's move mends, less those it puts off; -inf where it mends none."""
    mended = members @ mends.astype(np.float32)
    return np.where(able & (mended > 0), mended - members @ spoils.astype(np.float32), -np.inf)
