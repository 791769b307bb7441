"""A stand-in for tiktok.com with fictional creators. Imports nothing of ours."""
