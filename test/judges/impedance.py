"""Holds our circuits and Kramers-Kronig tests against impedance.py (impedance 1.7.1, pandas 2 or newer, numpy, scipy).

python test/judges/impedance.py <file.json>; exits 1 where they disagree by more than our stated uncertainties.
"""

import json
import sys
import warnings
from pathlib import Path

# A script's own folder comes first on the path, and there this file has the name of the package.
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).parent.resolve()]

import numpy as np  # noqa: E402
from impedance.models.circuits import CustomCircuit  # noqa: E402
from impedance.validation import linKK  # noqa: E402

warnings.simplefilter("ignore")

# Two arcs: L, R_s, (R, Q, a) of each arc, Warburg. Cells have a third arc, and a capacitance behind the Warburg.
CIRCUITS = {
    2: ("L0-R0-p(R1,CPE1)-p(R2,CPE2)-W1", [4e-7, 5, 8, 1e-4, 0.85, 15, 1e-3, 0.85, 0.5]),
    3: (
        "L0-R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)-W1-C1",
        [4e-7, 5, 5, 1e-4, 0.85, 5, 5e-4, 0.85, 10, 1e-3, 0.85, 0.5, 100],
    ),
}
# Weights differ (1/|Z| there, the instrument's errors here), so estimates from the same noise differ by about their uncertainty.
WITHIN = 2.0
# Residuals of both tests hold the same noise.
RESIDUAL_RATIO = 1.5


def spectrum(case):
    rows = np.array(case["rows"], dtype=float)
    return rows[:, 0], rows[:, 1] + 1j * rows[:, 2]


def resistances(case):
    text, guess = CIRCUITS[case["arcs"]]
    circuit = CustomCircuit(text, initial_guess=guess)
    f, z = spectrum(case)
    circuit.fit(f, z, weight_by_modulus=True)
    named = dict(zip(circuit.get_param_names()[0], circuit.parameters_))
    arcs = [named[f"R{k}"] for k in range(1, case["arcs"] + 1)]
    found = {"ohmic_resistance": named["R0"], "polarisation_resistance": sum(arcs)}
    if case["arcs"] == 2:
        found |= {"film_resistance": arcs[0], "charge_transfer_resistance": arcs[1]}
    return found


def judge_circuit(case):
    ours = {figure["quantity"]: figure for figure in case["figures"]}
    good = True
    for quantity, theirs in resistances(case).items():
        value, sd = ours[quantity]["value"], ours[quantity]["standardUncertainty"]
        fine = value is not None and abs(value - theirs) <= WITHIN * sd
        good &= fine
        shown = "none" if value is None else f"{value:8.3f} +/- {sd:.3f}"
        print(f"{case['name']:32} {quantity:28} ours {shown:18} impedance.py {theirs:8.3f}  {'ok' if fine else 'OFF'}")
    return good


def judge_kramers_kronig(case):
    f, z = spectrum(case)
    elements, mu, _, real, imaginary = linKK(f, z, c=0.85, max_M=50, fit_type="complex", add_cap=True)
    ours = np.hypot(case["kramersKronig"]["real"], case["kramersKronig"]["imaginary"])
    theirs = np.hypot(real, imaginary)
    ratio = np.sqrt(np.mean(ours**2) / np.mean(theirs**2))
    fine = 1 / RESIDUAL_RATIO < ratio < RESIDUAL_RATIO
    if case["arcs"] == 0:
        fine &= bool(np.argmax(ours) == np.argmax(theirs)) and case["kramersKronig"]["quality"] != "valid"
    own = case["kramersKronig"]
    print(
        f"{case['name']:32} Kramers-Kronig, residuals    ours {100 * ours.max():.2f} % at most (M {own['elements']}, mu {own['mu']:.2f})"
        f"  impedance.py {100 * theirs.max():.2f} % (M {elements}, mu {mu:.2f})  {'ok' if fine else 'OFF'}"
    )
    return fine


def main(path):
    cases = json.loads(Path(path).read_text())["cases"]
    verdicts = [judge_circuit(case) for case in cases if case["arcs"]] + [judge_kramers_kronig(case) for case in cases]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
