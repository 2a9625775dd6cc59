-- What is too old is taken out by its time alone, whichever model it is of.
create index inference_log_time on inference_log (at);
