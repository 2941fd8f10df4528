"""scikit-learn conditions the same Gaussian processes: posterior and log marginal likelihood to 1e-6.

It takes the constant mean for known; what not knowing it adds is Rasmussen and Williams, eq. 2.42, by plain solves.
"""

import json
import sys

import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern

WITHIN = 1e-6


def of_mean(kernel, case):
    rows, at = np.array(case["features"]), np.array(case["at"])
    ones = np.ones(len(rows))
    weights = np.linalg.solve(kernel(rows) + np.diag(case["noise"]), ones)
    return (1 - kernel(at, rows) @ weights) ** 2 / (ones @ weights)


def judge(case):
    kernel = ConstantKernel(case["signalVariance"]) * Matern(case["lengthscales"], nu=2.5)
    values = np.array(case["values"]) - case["constant"]
    theirs = GaussianProcessRegressor(kernel, alpha=np.array(case["noise"]), optimizer=None)
    theirs.fit(np.array(case["features"]), values)
    mean, sd = theirs.predict(np.array(case["at"]), return_std=True)
    return {
        "mean": np.max(np.abs(mean + case["constant"] - case["mean"])),
        "variance": np.max(np.abs(sd**2 + of_mean(kernel, case) - case["variance"])),
        "likelihood": abs(theirs.log_marginal_likelihood_value_ - case["logLikelihood"])
        / max(1, abs(case["logLikelihood"])),
    }


def main(path):
    with open(path) as file:
        cases = json.load(file)
    worst = 0
    print(f"{'rows':>5} {'features':>8} {'':>8}  largest difference of mean, variance, log likelihood")
    for case in cases:
        found = judge(case)
        worst = max(worst, *found.values())
        rows, features = np.shape(case["features"])
        how = "fitted" if case["isFitted"] else "given"
        print(f"{rows:>5} {features:>8} {how:>8}  " + "  ".join(f"{value:.1e}" for value in found.values()))
    print(f"largest {worst:.1e}, allowed {WITHIN:.0e}")
    return 0 if worst <= WITHIN else 1


sys.exit(main(sys.argv[1]))
