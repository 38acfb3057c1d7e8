"""Words of politeness and agreement before what is really said."""

POLITE = (
    r"^\W*(?:(?:please|ok|okay|and|so|also|now|then|can you|could you|hey|hi|yes|thanks|great|well|good|fine|nice"
    r"|perfect|no|yeah|yep|actually|oh|alright|all right"
    r"|i want you to|i'd like you to)[\s,!.]+)*"
)
"""The beginning of a message, however polite."""
