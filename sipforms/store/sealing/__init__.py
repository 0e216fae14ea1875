"""The few cryptographic operations of the store, and nothing else; the only place that knows the library for them."""
