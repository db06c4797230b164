DELETE FROM clean_up
