"""The torch room: attention sequence-to-sequence models, trained and decoded."""
