vtex_app_token = "{TOKEN}"
