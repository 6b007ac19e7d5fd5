-- Run in the maintenance database; {name} is letters, digits and underscores.
CREATE DATABASE "{name}" TEMPLATE template0 ENCODING 'UTF8'
