"""Importing it makes the benchmark's modules importable."""
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
CHECKOUT = BENCH.parent.parent
sys.path[:0] = [str(BENCH), str(CHECKOUT / "localstack")]
