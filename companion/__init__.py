"""Fitlens: the local companion that reads, scores, keeps and reports what a marketer sees on TikTok."""

__version__ = "0.1.0"
