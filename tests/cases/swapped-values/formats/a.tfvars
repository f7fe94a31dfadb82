vtex_app_key = "{TOKEN}"
vtex_app_token = "{KEY}"
