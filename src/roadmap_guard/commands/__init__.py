"""One file per command: options in, a call to the engine, outputs written, an exit code out. Only these write or print."""
