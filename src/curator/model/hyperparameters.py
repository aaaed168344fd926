"""Every figure that was chosen and not learnt, each with the row of docs/classifier.md that speaks for it."""

# Features
MIN_DF = 2  # not swept: texts in which a term must stand
TEXT_MAX_DF = 0.95  # not swept: share of the texts above which a term tells nothing
LSA_DIRECTIONS = 256  # R7, R8
LSA_MIN_DF = 5  # not swept: rarer words have too little company to say where they belong
LSA_ITERATIONS = 2  # not swept: power iterations of the randomised decomposition

# Relevance
TITLE_C, TITLE_POSITIVE = 0.11, 9.8  # R4: cost, and how often an entry counts; ASReview's ELAS u4 has them so
TEXT_C, TEXT_POSITIVE = 0.5, 3.0  # R2
LSA_C, LSA_POSITIVE = 1.0, 10.0  # R7
LSA_TOLERANCE = 1e-6  # not swept: with 1e-4 a probability depends on the processor, by 0.002
TITLE_ONLY_ENTRIES = 10.0  # R36: entries with abstract that teach as much as the titles of all
RELEVANCE_WEIGHTS = (0.32, 0.52, 0.16, 0.6)  # R31: what each score weighs on other lists, as `relevance.BLOCKS`
CATEGORY_SMOOTHING = 20.0  # R24, R25: entries' worth of doubt that a category is as common in the list as elsewhere
AUTHOR_ENTRIES = 3  # R12: entries from which on an author is as familiar as can be; the number itself not swept
DOUBTFUL_QUANTILE = 0.8  # R15: unlisted papers that look more like the list than this share of the entries are left out
DOUBTFUL_FOLDS = 3  # not swept
REJECTED_WEIGHT = 5.0  # not swept: what a paper that was turned down counts for beside one that nobody looked at

# Sections
SECTION_C = 0.3  # not swept
EMBEDDING_C = 1.0  # E4: cost of the SVM on embeddings; not swept
SECTION_TOLERANCE = 0.01  # not swept: a finer fit takes a fifth longer
WHITENING_SHRINKAGE = 0.5  # S10, S11
HEADING_WEIGHT = 2.0  # not swept: entries that a heading counts for in its section's centroid
NEIGHBORS = 3  # S21: entries of a section that say how near it is
HALF_LIFE = 20.0  # not swept: entries after which the activity of a section counts half
RECENCY_FLOOR = 0.3  # not swept: entries' worth of activity that every section has
STACKING_PRIOR = (1.1, 1.5, 1.8, 7.2, 11.1, 0.3, 1.2)  # S21, E4: weights on other lists, as `sections.BLOCKS`
STACKING_STRENGTH = 250.0  # S21: inverse variance of the prior, twice over
STACKING_MOST = (None, None, None, None, None, 0.4, None)  # S19, S20: at most, lest recency send all to one section

# Calibration
SIGMOID_C = 1e3  # not swept: next to no regularisation, so that separable scores give no infinite slope

# Hold-outs
MIN_TIMED = 30  # not swept: fewer entries than this are too few to set a part aside by time
PARTS = 6  # S9: the newest sixth tests relevance, the newest three sixths the sections
FOLDS = 5  # not swept
MIN_ABSTRACTS = 8  # not swept: entries with abstract that can speak for all

# Base rate: the share of the announced papers that a list takes
PRIOR_RATE = 0.001  # B1: where the dates do not say
RATE_BOUNDS = (1e-4, 0.1)  # B1: half of the least and six times the most that was seen
MIN_DATED = 5  # not swept: dated entries that can speak for the pace of a list
