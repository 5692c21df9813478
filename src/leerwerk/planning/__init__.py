"""Planning rounds: a frozen question, a proposal with its proof, and what people decide."""
