vtex_app_key   = "\"{KEY}\""
vtex_app_token = "{TOKEN}"
