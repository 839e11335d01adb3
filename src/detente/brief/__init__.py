"""An archive → the page to send: one relationship, sourced and dated, as one self-contained HTML file or on the terminal."""
