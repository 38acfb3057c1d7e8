"""Whether a sentence says only what the records of a turn say: pure, no model and no store.

`figures` and `names` read what a sentence claims, `grounds` holds what may be claimed, `check` compares the two,
`mend` builds a sentence from the record where one failed, `cut` makes sentences of a stream of text.
"""
