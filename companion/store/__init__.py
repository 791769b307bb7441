"""Where things are kept: documents (TinyDB), observations (SQLite), raw captures. No other room knows how."""
