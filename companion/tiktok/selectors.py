"""Where a rendered profile keeps what we read: the one file to mend when TikTok's markup moves.

``data-e2e`` names are TikTok's own test hooks and the steadiest; the class endings after them are what other tools
have kept as fallbacks through TikTok's changes of 2022 to 2025.
"""

TITLE = ('[data-e2e="user-title"]', 'h1[class*="H1ShareTitle"]')
SUBTITLE = ('[data-e2e="user-subtitle"]', 'h2[class*="H2ShareSubTitle"]')
FOLLOWING = ('[data-e2e="following-count"]',)
FOLLOWERS = ('[data-e2e="followers-count"]',)
LIKES = ('[data-e2e="likes-count"]',)
BIO = ('[data-e2e="user-bio"]',)
BIO_LINK = ('[data-e2e="user-bio"] + div a[href]',)
TILE = ('[data-e2e="user-post-item"]', 'div[class*="DivItemContainerV2"]')
TILE_LINK = ('a[href*="/video/"], a[href*="/photo/"]',)
TILE_VIEWS = ('[data-e2e="video-views"]', 'strong[class*="StrongVideoCount"]', ".video-count")
TILE_IMAGE = ("img[alt]",)
TILE_BADGE = ('[data-e2e="video-card-badge"]', '[class*="DivBadge"]')

GRID_MARKS = (
    'data-e2e="user-post-item',
    'data-e2e="user-title',
    'data-e2e="followers-count',
    "DivItemContainerV2",
)
"""Texts one of which any page with a rendered profile contains."""
