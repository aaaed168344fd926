"""Whole seasons of a list, played at random: a maintainer whose decisions are known, and the bot night after night."""
