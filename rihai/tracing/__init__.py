"""Missing reports, sightings, found records, the matcher, potential matches and decisions."""
