"""The operations that training time goes into, behind one interface."""
