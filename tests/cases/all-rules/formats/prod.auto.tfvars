vtex_app_key   = var.key
vtex_app_token = "${data.secret.token}"
algolia        = { app_key = "abcdefabcdef", app_token = "abcdefabcdef" }
