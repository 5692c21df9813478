"""The search: CP-SAT over one region, parts that share nothing apart; conflicts and relaxations."""
