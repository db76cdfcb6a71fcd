"""What leaves: parcels with their state, and who receives."""
