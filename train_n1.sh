#!/bin/bash
export PYTHONPATH=/work/snap OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive
D=/work/shared/data/entailment
cd /work/train
exec taskset -c 0 /work/venv/bin/python -c "from factcheck.cli.main import run; run()" train entailment $1 --start /work/snap/factcheck/encoder/adapters/entailment --epochs ${3:-1.0} --learning-rate 1.5e-4 --decay 0.5 --bf16 --seed 31 --no-augment --dev $D/rte_dev.jsonl.gz --dev $D/wice_dev.jsonl.gz --dev $D/fever-symmetric_dev.jsonl.gz --dev $D/scifact_dev.jsonl.gz --dev $D/checkcovid_dev.jsonl.gz --dev $D/fm2_dev.jsonl.gz --dev $D/begin-wow_dev.jsonl.gz --dev $D/summac-xsumfaith_val.jsonl.gz --out /work/train/$2 --work /work/train/work-$2 --licence-note "see the data sets"
