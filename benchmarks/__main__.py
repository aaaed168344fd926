"""Run the benchmarks named on the command line, or all of them: `python -m benchmarks help papers`."""

import importlib
import pkgutil
import sys

import benchmarks

known = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name.startswith("bench_")]
for name in [f"bench_{word}" for word in sys.argv[1:]] or known:
    print(f"== {name.removeprefix('bench_')}", flush=True)
    importlib.import_module(f"benchmarks.{name}").main()
