"""What is put before the maintainer: candidates, policy, queue, and the words for it."""
