"""Cases of PyBaMM's single-particle model that the test mode is held against, with tight solver tolerances.

    pip install pybamm && python bench/physics/pybamm-cases.py > test/simulators/world/spm/pybamm-cases.json

OKane2022 parameters with the analytic graphite curve of Chen2020. Film charge in mAh at the end of each cycle, discharge
capacity in Ah of each cycle, plated lithium in mAh.
"""

import json

import pybamm

LAWS = {
    "solvent-diffusion": "solvent-diffusion limited",
    "reaction": "reaction limited",
    "interstitial-diffusion": "interstitial-diffusion limited",
    "electron-migration": "electron-migration limited",
    "ec-reaction": "ec reaction limited",
}
HELD = ["Charge at 1C until 4.2 V", "Hold at 4.2 V until C/20", "Discharge at 1C until 2.5 V"]
FAST = ["Charge at 2C until 4.1 V", "Hold at 4.1 V until C/50", "Discharge at 2C until 2.8 V"]
PLAIN = ["Discharge at C/2 until 2.5 V", "Charge at C/2 until 4.2 V"]


def run(law, steps, temperature, soc=None, plating="none", cycles=3):
    options = {"SEI": LAWS[law]}
    if plating != "none":
        options["lithium plating"] = plating.replace("-", " ")
    model = pybamm.lithium_ion.SPM(options)
    values = pybamm.ParameterValues("OKane2022")
    curve = "Negative electrode OCP [V]"
    values[curve] = pybamm.ParameterValues("Chen2020")[curve]
    values["Ambient temperature [K]"] = temperature
    values["Initial temperature [K]"] = temperature
    simulation = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=pybamm.Experiment([tuple(steps)] * cycles),
        solver=pybamm.IDAKLUSolver(rtol=1e-9, atol=1e-10),
    )
    solution = simulation.solve(initial_soc=soc)
    return {
        "law": law,
        "plating": plating,
        "temperatureK": temperature,
        "soc": soc,
        "steps": steps,
        "cycles": [summary(cycle, plating) for cycle in solution.cycles],
    }


def summary(cycle, plating):
    discharged = 0.0
    for step in cycle.steps:
        moved = step["Discharge capacity [A.h]"].entries
        discharged += max(0.0, float(moved[-1] - moved[0]))
    lost = "Loss of capacity to negative {} [A.h]"
    film = 1000 * float(cycle[lost.format("SEI")].entries[-1])
    plated = 1000 * float(cycle[lost.format("lithium plating")].entries[-1]) if plating != "none" else 0.0
    return {"filmChargeMAh": film, "dischargeCapacityAh": discharged, "platedChargeMAh": plated}


if __name__ == "__main__":
    pybamm.set_logging_level("ERROR")
    cases = [run(law, HELD, 318.15, 0.5) for law in LAWS]
    cases += [run(law, PLAIN, 298.15) for law in LAWS]
    cases += [run(law, FAST, 288.15, 0.2) for law in ("reaction", "electron-migration")]
    cases += [run("solvent-diffusion", HELD, 298.15, 0.3, p) for p in ("reversible", "partially-reversible")]
    print(json.dumps({"pybamm": pybamm.__version__, "cases": cases}, indent=1))
