vtex_app_key = "{KEY}"
