"""From a folder of YAML to a bundle: data in JSON's types, the place of every value, and what could not be read."""
