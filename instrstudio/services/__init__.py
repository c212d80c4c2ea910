"""What a user can do with the program; no Qt, no SQL, no tensors."""
