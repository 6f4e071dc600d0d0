"""What a verifier has to beat: verifiers that need no training of a network, each fitted on labelled pairs in under a minute.

They are `Verifier`s like the one that ships, so that `factcheck evaluate` measures them in the same way on the same records.
"""
