"""Capacities by cycle, by PyProBE from a trapezoidal net capacity of SciPy, against ours: equal to 1e-6 relative."""

import json
import sys

import polars as pl
from pyprobe.filters import Experiment
from scipy.integrate import cumulative_trapezoid

TOLERANCE = 1e-6


def pyprobe_capacities(judged):
    raw = pl.read_csv(judged["path"], skip_rows=judged["skip"], truncate_ragged_lines=True, infer_schema_length=None)
    time, current = raw[judged["time"]].cast(pl.Float64), raw[judged["current"]].cast(pl.Float64)
    step, cycle = raw[judged["step"]], raw[judged["cycle"]]
    changes = (step != step.shift(1)) | (cycle != cycle.shift(1))
    frame = pl.DataFrame(
        {
            "Time [s]": time,
            "Step": step,
            "Cycle": cycle,
            "Event": changes.fill_null(False).cast(pl.Int64).cum_sum(),
            "Current [A]": current,
            "Voltage [V]": raw[judged["voltage"]].cast(pl.Float64),
            "Capacity [Ah]": cumulative_trapezoid(current.to_numpy(), time.to_numpy(), initial=0) / 3600,
        }
    )
    data = Experiment(lf=frame, info={}, step_descriptions={}, cycle_info=[])
    return {
        "chargeCapacityAs": by_cycle(data.charge()),
        "dischargeCapacityAs": by_cycle(data.discharge()),
    }


def by_cycle(passes):
    capacity = pl.col("Capacity [Ah]")
    frame = passes.lf.group_by("Cycle").agg((capacity.max() - capacity.min()) * 3600).collect()
    return dict(zip(frame["Cycle"], frame["Capacity [Ah]"]))


def main(path):
    worst, compared = 0.0, 0
    for judged in json.load(open(path)):
        theirs = pyprobe_capacities(judged)
        print(judged["path"])
        for ours in judged["cycles"]:
            if not ours["complete"]:
                continue
            for name, by in theirs.items():
                compared += 1
                difference = abs(ours[name] / by[ours["cycle"]] - 1)
                worst = max(worst, difference)
                print(f"{ours['cycle']:5} {name:20} {ours[name]:16.9f} {by[ours['cycle']]:16.9f} {difference:.1e}")
    print(f"{compared} capacities, largest relative difference {worst:.1e}, allowed {TOLERANCE:.0e}")
    return 0 if compared >= 40 and worst <= TOLERANCE else 1


sys.exit(main(sys.argv[1]))
