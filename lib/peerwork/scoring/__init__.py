"""From a Study to tidy tables: one module a section of METHOD.md, pure functions, no files, no rounding."""
