"""How the model is made: data, network, objective, training, export, calibration."""
