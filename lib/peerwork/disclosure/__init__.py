"""What statuses and verdicts leave possible, and so which may be shown: pure arrays that know no study (METHOD 14)."""
