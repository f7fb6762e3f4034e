"""Pages of an invented site, for the tests of profiles: the same menu and foot, articles of their own."""

from random import Random

MENU = ("Valley news", "Mill and market", "Ferry times", "Letters to us")
FOOT = ("Newest from the valley", "Tell us what you saw", "The Valley Post is printed in Port Brenna", "Ask for a copy")
COOKIES = (
    "The Valley Post keeps small files on your machine so that it knows you when you come back to read it again. "
    "You may tell it to forget them whenever you like, and it will ask you the same thing the next time you come."
)
WHO = ("miller", "ferryman", "baker", "teacher", "mayor", "carpenter", "farmer", "doctor", "captain", "singer", "judge")
DID = ("bought", "sold", "repaired", "painted", "burned", "closed", "opened", "measured", "counted", "moved", "found")
WHAT = ("bridge", "wheel", "boat", "barn", "school", "tower", "garden", "market", "quarry", "harbour", "chapel")
WHEN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHERE = ("river", "lake", "hill", "forest", "valley", "road", "station", "meadow", "island", "coast", "border", "cliff")


def article(seed: int, paragraphs: int = 4) -> tuple[str, list[str]]:
    """(headline, paragraphs) of a story of its own."""
    random = Random(seed)

    def sentence() -> str:
        who, other = random.sample(WHO, 2)
        what, where, when = random.choice(WHAT), random.choice(WHERE), random.choice(WHEN)
        number = random.randrange(100, 1000)
        return (
            f"The {who} {random.choice(DID)} {number} parts of the {what} by the {where} on {when}, the {other} said."
        )

    headline = (
        f"{random.choice(WHO).title()} and {random.choice(WHAT)} by the {random.choice(WHERE)}: {random.choice(DID)}"
    )
    return headline, [f"{sentence()} {sentence()}" for _ in range(paragraphs)]


def page(seed: int, *, menu: tuple[str, ...] = MENU, foot: tuple[str, ...] = FOOT, cookies: str = COOKIES) -> str:
    """A whole page of the site."""
    headline, body = article(seed)
    rows = [f"{headline} - The Valley Post", *menu, headline, *body, *foot, cookies]
    return "\n".join(rows)
