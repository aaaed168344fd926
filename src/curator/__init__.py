"""Keep curated paper lists alive: learn a list, read arXiv every night, propose the few papers that fit."""
