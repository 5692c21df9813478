"""Reading the clocks, caseloads and talks."""
