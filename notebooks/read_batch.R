# Reads results of changji in R: a data frame with one row per run, year and district.
#   source("notebooks/read_batch.R"); results <- read_batch("output/runs/demo", c("rural_income", "gini"))
# Needs rhdf5 (Debian: r-bioc-rhdf5).
library(rhdf5)

result_files <- function(place) {
  if (file.exists(place) && !dir.exists(place)) return(place)
  for (name in c("run.h5", "batch.h5"))
    if (file.exists(file.path(place, name))) return(file.path(place, name))
  shards <- list.files(file.path(place, "shards"), "\\.h5$", full.names = TRUE)
  if (length(shards) > 0) return(sort(shards))
  files <- list.files(place, "^run\\.h5$", recursive = TRUE, full.names = TRUE)
  if (length(files) == 0) stop(place, ": no results of changji here / 没有长吉的结果")
  sort(files)
}

read_file <- function(path, measures) {
  year <- as.vector(h5read(path, "year"))
  district <- as.vector(h5read(path, "district"))
  scenario <- as.vector(h5read(path, "scenario"))
  # HDF5's (run, year, district) is (district, year, run) in R
  rows <- expand.grid(district = district, year = year, run = seq_along(scenario),
                      stringsAsFactors = FALSE)
  rows$scenario <- scenario[rows$run]
  rows$replicate <- as.vector(h5read(path, "replicate"))[rows$run]
  rows$draw <- as.vector(h5read(path, "draw"))[rows$run]
  for (name in measures) rows[[name]] <- as.vector(h5read(path, name))
  rows$run <- NULL
  rows
}

read_batch <- function(place, measures) {
  rows <- do.call(rbind, lapply(result_files(place), read_file, measures = measures))
  h5closeAll()
  rows
}
