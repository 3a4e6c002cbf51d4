"""What a release holds beside its pages: Word and Excel files of the same protected tables."""
