"""From a request to a report: scan files, gather the population, hold rules to resources, settle what a person must see."""
