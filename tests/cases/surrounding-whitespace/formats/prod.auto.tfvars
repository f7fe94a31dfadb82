vtex_app_key   = "{KEY} "
vtex_app_token = <<EOT
{TOKEN}
EOT
stores = {
  br = {
    vtex_app_key = "{KEYB}" // good
    # vtexlint: ignore[surrounding-whitespace]
    vtex_app_token = " {TOKEN2}"
  }
}
