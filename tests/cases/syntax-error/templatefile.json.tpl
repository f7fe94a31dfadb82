{"vtexAppKey": ${key}, "vtexAppToken": ${token}, "x": {"vtexAppKey": "vtexappkey-fakestore-AAAAAA"}}
