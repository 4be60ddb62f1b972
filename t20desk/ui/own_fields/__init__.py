"""The fields an office adds itself."""
