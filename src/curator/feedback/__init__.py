"""What became of proposals: outcomes, labels, and the training examples made of them."""
