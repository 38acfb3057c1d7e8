"""Words of politeness and agreement before what is really said."""

POLITE = (
    r"^\W*(?:(?:please|ok|okay|and|so|also|now|then|can you|could you|hey|hi|yes|thanks|great|well|good|fine|nice"
    r"|perfect|(?:i )?(?:really )?(?:love|like) (?:it|that|this)|lovely|brilliant|better|cool|super|good stuff|thx|ta"
    r"|thank you|friend|mate|no|yeah|yep|actually|oh"
    r"|alright|all right"
    r"|i want you to|i'd like you to)[\s,!.]+)*"
)
"""The beginning of a message, however polite."""
