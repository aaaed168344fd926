"""Speed and memory, measured: `make bench` runs every `bench_*.py` here, each prints its own figures."""
