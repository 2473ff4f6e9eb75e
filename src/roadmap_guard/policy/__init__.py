"""Policies: load, validate, compile, check and test the rules that resources are held to. The only user of CEL and protobuf."""
