"""Small changes of the true answers that leave every released total as it is shown: witnesses without a programme.

Each person is in few figures, so figures by people are sparse here.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from peerwork.audit.puzzle import Puzzle

STEPS = 40  # moves after which a repair is given up
LOT = 0.9  # less than one total put off


def simple_moves(puzzle: Puzzle) -> tuple[np.ndarray, np.ndarray]:
    """Changes d; and whether person j can differ by d if person k differs by -d, or nobody (last): d, j, k.

    None where figures count one value.
    """
    span = puzzle.highest - puzzle.lowest
    changes = np.array([d for d in range(-span, span + 1) if d and not puzzle.counts], dtype=int)
    moves = [_moves_by(puzzle, int(d)) for d in changes]
    return changes, np.array(moves, dtype=bool).reshape(-1, puzzle.people, puzzle.people + 1)


def _moves_by(puzzle: Puzzle, d: int) -> np.ndarray:
    totals, step = puzzle.sets @ puzzle.truth, abs(d)
    above, below = puzzle.sets[puzzle.high - totals < step], puzzle.sets[totals - puzzle.low < step]
    hit, hit_back = (above, below) if d > 0 else (below, above)  # figures that j, and that k, would break alone
    broken = _only_first(hit) + _only_first(hit_back).T
    can, can_back = _can(puzzle, d), _can(puzzle, -d)
    pair = (broken == 0) & can[:, None] & can_back[None, :]
    np.fill_diagonal(pair, False)
    return np.hstack([pair, (can & (hit.sum(axis=0) == 0))[:, None]])


def _only_first(sets: np.ndarray) -> np.ndarray:
    """How many of the sets hold the first person (row) and not the second (column)."""
    return sets.sum(axis=0)[:, None] - csr_array(sets.T) @ sets


def _can(puzzle: Puzzle, d: int) -> np.ndarray:
    return (puzzle.truth + d >= puzzle.lowest) & (puzzle.truth + d <= puzzle.highest)


def repair(puzzle: Puzzle, start: np.ndarray, held: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Answers that fit, made of those in `start` by moving people who are not `held`: (found, people).

    All rows of `start` (tries by people) are repaired at once, a point of one answer at a time: the move that mends
    most of the totals that are off and puts fewest others off, ties by lot, nobody both up and down. A try that cannot
    be mended so is given up, which proves nothing.
    """
    sets, members = csr_array(puzzle.sets.astype(np.float32)), csr_array(puzzle.sets.T.astype(np.float32))
    low, high = puzzle.low[:, None], puzzle.high[:, None]
    answers, way, held = start.T.astype(np.float32), np.zeros(held.T.shape, dtype=np.int8), held.T
    found = [start[:0]]
    for _ in range(STEPS):  # people by tries
        totals = sets @ answers
        mended = ((totals >= low) & (totals <= high)).all(axis=0)
        found.append(answers[:, mended].T.astype(int))
        if mended.all():
            break
        answers, totals, way, held = answers[:, ~mended], totals[:, ~mended], way[:, ~mended], held[:, ~mended]
        ups = (answers < puzzle.highest) & (way >= 0) & ~held
        downs = (answers > puzzle.lowest) & (way <= 0) & ~held
        scores = np.vstack(
            [_scores(members, totals < low, totals >= high, ups), _scores(members, totals > high, totals <= low, downs)]
        )
        best = (scores + LOT * draw.random(scores.shape, dtype=np.float32)).argmax(axis=0)
        able = np.flatnonzero(np.isfinite(scores[best, np.arange(len(best))]))
        answers, way, held, best = answers[:, able], way[:, able], held[:, able], best[able]
        person, step = best % puzzle.people, np.where(best < puzzle.people, 1, -1)
        answers[person, np.arange(len(able))] += step
        way[person, np.arange(len(able))] = step
    return np.concatenate(found)


def _scores(members: csr_array, mends: np.ndarray, spoils: np.ndarray, able: np.ndarray) -> np.ndarray:
    """How many totals each person's move mends, less those it puts off; -inf where it mends none."""
    mended = members @ mends.astype(np.float32)
    return np.where(able & (mended > 0), mended - members @ spoils.astype(np.float32), -np.inf)
