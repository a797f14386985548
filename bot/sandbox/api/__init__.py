"""The Web API's methods, one file per family. Each takes a `Call` and returns the body of the answer."""
