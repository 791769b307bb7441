"""The main job on the sample TikTok, in a temporary home: what a marketer does, done in a real browser."""
