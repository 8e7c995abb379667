"""Missing reports, sightings, found records, and asking where somebody missing may already be.

Whoever asks learns nothing that the holder has not decided to tell. An inquiry (`rescue`) may run beside a report.
"""
