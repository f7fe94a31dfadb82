// What godotenv makes of a text: a line with a JSON string in, a line with an object out; null where it refuses the text or crashes.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"

	loader "github.com/joho/godotenv"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var text string
		if err := json.Unmarshal(line, &text); err != nil {
			panic(err)
		}
		_ = out.Encode(read(text))
	}
}

func read(text string) (values map[string]string) {
	defer func() {
		if recover() != nil {
			values = nil
		}
	}()
	values, err := loader.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	return values
}
