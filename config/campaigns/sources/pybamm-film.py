"""A source that asks PyBaMM: the single particle model with a film limited by solvent diffusion.

One JSON document on standard input, one on standard output. The campaign knows what the model cannot: additives reach it
only as a film through which solvent diffuses more slowly. Needs `pip install pybamm` (BSD-3-Clause).
"""
import json
import sys


def main():
    question = json.load(sys.stdin)
    try:
        import pybamm
    except ImportError:
        return {"none": "PyBaMM is not installed: pip install pybamm"}
    asked = [one for one in question["outcomes"] if one["quantity"] == "capacity_retention"]
    if not asked:
        return {"none": "only capacity_retention is computed"}
    value = retention(pybamm, question["recipe"])
    return {"estimates": [{"quantity": "capacity_retention", "value": value, "unit": asked[0]["unit"]}]}


def retention(pybamm, recipe):
    """Discharge capacity of the last cycle over that of the third, %."""
    pybamm.set_logging_level("ERROR")
    model = pybamm.lithium_ion.SPM({"SEI": "solvent-diffusion limited"})
    values = pybamm.ParameterValues("Chen2020")
    formers = sum(recipe[f"additive.{name}"] for name in ("VC", "FEC", "DTD", "PES"))
    kelvin = 273.15 + recipe["cycling.temperature"]
    warmth = 2 ** ((recipe["cycling.temperature"] - 25) / 10)
    diffusivity = values["SEI solvent diffusivity [m2.s-1]"] * 20 * warmth / (1 + formers)
    values.update(
        {
            "Ambient temperature [K]": kelvin,
            "Initial temperature [K]": kelvin,
            "SEI solvent diffusivity [m2.s-1]": diffusivity,
        }
    )
    rate = recipe["cycling.cRate"]
    # The published parameters hold up to 4.2 V; beyond it they would be extrapolated.
    top = min(4.2, recipe["cycling.upperVoltage"])
    cycle = (f"Charge at {rate} C until {top} V", f"Hold at {top} V until C/20", f"Discharge at {rate} C until 2.8 V")
    cycles = int(recipe["cycling.cycles"])
    solution = pybamm.Simulation(model, experiment=pybamm.Experiment([cycle] * cycles), parameter_values=values).solve()
    capacities = [capacity_of(one.steps[2]) for one in solution.cycles if one is not None]
    return 100 * capacities[-1] / capacities[2]


def capacity_of(step):
    charge = step["Discharge capacity [A.h]"].entries
    return float(charge[-1] - charge[0])


if __name__ == "__main__":
    # The solver may write to standard output, where the answer belongs alone.
    stdout, sys.stdout = sys.stdout, sys.stderr
    answer = main()
    stdout.write(json.dumps(answer) + "\n")
