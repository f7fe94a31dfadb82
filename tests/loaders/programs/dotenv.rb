# What dotenv for Ruby makes of a text: a line with a JSON string in, a line with an object out; null where it refuses the text.
require "json"
require "dotenv"
STDIN.each_line do |line|
  begin
    puts JSON.generate(Dotenv::Parser.call(JSON.parse(line, quirks_mode: true)))
  rescue Dotenv::FormatError
    puts "null"
  end
  STDOUT.flush
end
