"""The HTTP shell: who may call, the JSON API, the pages. No rule about creators lives here."""
