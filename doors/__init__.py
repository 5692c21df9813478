"""What ``run.py`` does, door by door: standard library only, for any Python from 3.9 on."""
