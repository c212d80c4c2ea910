"""The ground floor: values, rules, ports and errors; standard library only."""
