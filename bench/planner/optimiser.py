"""A public optimiser in one thread, with its defaults, that asks for its evaluations line by line.

    python optimiser.py botorch|ax

First line in: {"seed", "budget", "noisy", "mixture", "initial": [[x, y], ...]}, a y of null for a failure. From then on
{"ask": x} goes out and y comes in; the last line out is {"cpuS"}, without the import of the library. Everything is minimised
on the unit cube, or over shares that sum to 1; failures are left out, as the libraries do by themselves. Settings: those of the frozen traces.
"""

import json
import logging
import sys
import time
import warnings

import torch

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
torch.set_num_threads(1)
torch.set_default_dtype(torch.double)


def tell(message):
    print(json.dumps(message), flush=True)


def hear():
    return json.loads(sys.stdin.readline())


def evaluate(x):
    tell({"ask": x})
    return hear()


def botorch():
    from botorch.acquisition import LogExpectedImprovement, qLogNoisyExpectedImprovement
    from botorch.fit import fit_gpytorch_mll
    from botorch.models import SingleTaskGP
    from botorch.optim import optimize_acqf
    from gpytorch.mlls import ExactMarginalLogLikelihood

    def run(task):
        x = torch.tensor([x for x, y in task["initial"] if y is not None])
        y = torch.tensor([[-y] for _, y in task["initial"] if y is not None])
        d = len(task["initial"][0][0])
        bounds = torch.stack([torch.zeros(d), torch.ones(d)])
        whole = [(torch.arange(d), torch.ones(d), 1.0)] if task["mixture"] else None
        for _ in range(task["budget"] - len(task["initial"])):
            model = SingleTaskGP(x, y)
            fit_gpytorch_mll(ExactMarginalLogLikelihood(model.likelihood, model))
            gain = qLogNoisyExpectedImprovement(model, x) if task["noisy"] else LogExpectedImprovement(model, y.max())
            best, _ = optimize_acqf(gain, bounds, 1, num_restarts=8, raw_samples=512, equality_constraints=whole)
            answer = evaluate(best[0].tolist())
            if answer is not None:
                x, y = torch.cat([x, best]), torch.cat([y, torch.tensor([[-answer]])])

    return run


def ax():
    from ax.api.client import Client
    from ax.api.configs import RangeParameterConfig

    def run(task):
        d = len(task["initial"][0][0])
        free = [f"u{k}" for k in range(d - 1 if task["mixture"] else d)]
        client = Client(random_seed=task["seed"])
        client.configure_experiment([RangeParameterConfig(name=u, parameter_type="float", bounds=(0, 1)) for u in free],
                                    parameter_constraints=[" + ".join(free) + " <= 1"] if task["mixture"] else [])
        client.configure_optimization(objective="-y")
        client.configure_generation_strategy(method="fast")

        def complete(trial, y):
            client.mark_trial_failed(trial) if y is None else client.complete_trial(trial, {"y": y})

        for x, y in task["initial"]:
            complete(client.attach_trial(dict(zip(free, x))), y)
        for _ in range(task["budget"] - len(task["initial"])):
            for trial, point in client.get_next_trials(1).items():
                x = [point[u] for u in free]
                complete(trial, evaluate(x + [1 - sum(x)] if task["mixture"] else x))

    return run


run = {"botorch": botorch, "ax": ax}[sys.argv[1]]()
task = hear()
torch.manual_seed(task["seed"])
began = time.process_time()
run(task)
tell({"cpuS": time.process_time() - began})
