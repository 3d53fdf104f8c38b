"""Plan to files: Parquet, CSV, JSON, XLSX, data package, report. Changes no value."""
