#!/bin/sh
# Drives the built shop with nothing but curl and openssl: the four events of one call arrive in
# each of their 24 orders, under 24 call ids, signed with `openssl dgst -hmac`. Apart from the ids,
# and from what describes our receiving (received_at, late), all 24 calls must read the same.
#
# usage: without-java.sh path/to/shop.jar
set -eu

jar=$1
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
secret=secret-of-the-script
token=token-of-the-script
folder=$(mktemp -d)
shop=

finish() {
  status=$?
  [ -z "$shop" ] || kill "$shop" 2>/dev/null || true
  [ -z "$shop" ] || wait "$shop" 2>/dev/null || true
  [ "$status" = 0 ] || cat "$folder/log" >&2
  rm -rf "$folder"
  exit "$status"
}
trap finish EXIT
trap 'exit 1' INT TERM

printf 'id,name,phone\ncustomer-1,"Smith, Jane",20 12 34 56\n' >"$folder/customers.csv"
SHOP_PORT=0 SHOP_DB="jdbc:sqlite:$folder/shop.db" SHOP_ADMIN_TOKEN=$token \
  SHOP_CUSTOMERS="$folder/customers.csv" PHONE_INC_WORKSPACE_ID=ws PHONE_INC_API_KEY=phk_script \
  PHONE_INC_WEBHOOK_SECRET=$secret "$java" -jar "$jar" >"$folder/log" 2>&1 &
shop=$!

port=
tries=0
while [ -z "$port" ]; do
  tries=$((tries + 1))
  [ "$tries" -le 120 ] || { echo "the shop did not start" >&2; exit 1; }
  kill -0 "$shop" || exit 1
  sleep 0.5
  port=$(sed -n 's/^shop listening on port //p' "$folder/log")
done
url=http://127.0.0.1:$port

# event <1..4> <call id>: the life of a missed call with a voicemail, in the order it happened
event() {
  call='"from":"+4520123456","to":"+4570707070","direction":"inbound","started_at":"2026-05-15T10:00:00Z","answered_at":null,"duration":null'
  voicemail='"from":"+4520123456","main_number_name":"Sales","created_at":"2026-05-15T10:00:40Z"'
  case $1 in
    1) printf '{"event":"call.initiated","timestamp":"2026-05-15T10:00:00Z","data":{"id":"%s",%s,"state":"ringing"}}' "$2" "$call" ;;
    2) printf '{"event":"call.ended","timestamp":"2026-05-15T10:00:40Z","data":{"id":"%s",%s,"state":"ended"}}' "$2" "$call" ;;
    3) printf '{"event":"voicemail.new","timestamp":"2026-05-15T10:00:40Z","data":{"id":"%s",%s,"state":"ended","voicemail":{"id":"vm-%s",%s,"transcription":null}}}' "$2" "$call" "$2" "$voicemail" ;;
    4) printf '{"event":"voicemail.transcription_done","timestamp":"2026-05-15T10:01:10Z","data":{"id":"%s",%s,"state":"ended","voicemail":{"id":"vm-%s",%s,"transcription":"About my order"}}}' "$2" "$call" "$2" "$voicemail" ;;
  esac
}

deliver() {
  event "$1" "$2" >"$folder/body"
  signature=$(openssl dgst -sha256 -hmac "$secret" -r "$folder/body" | cut -d' ' -f1)
  answer=$(curl -sS -X POST "$url/api/phone/webhook" -H "X-Phone-Inc-Signature: $signature" \
    --data-binary "@$folder/body")
  [ "$answer" = '{"status":"accepted"}' ] || { echo "event $1 of $2: $answer" >&2; exit 1; }
}

forged=$(curl -sS -o "$folder/answer" -w '%{http_code}' -X POST "$url/api/phone/webhook" \
  -H 'X-Phone-Inc-Signature: 00' -d '{}')
[ "$forged" = 401 ] || { echo "a forgery was answered $forged" >&2; exit 1; }

kept=$(curl -sS -X POST "$url/api/phone/webhook?token=$secret" -d 'unreadable +4520123456')
[ "$kept" = '{"status":"quarantined"}' ] || { echo "an unreadable body: $kept" >&2; exit 1; }

orders=0
for a in 1 2 3 4; do
  for b in 1 2 3 4; do
    for c in 1 2 3 4; do
      for d in 1 2 3 4; do
        [ "$(printf '%s\n' $a $b $c $d | sort -u | wc -l)" -eq 4 ] || continue
        orders=$((orders + 1))
        for number in $a $b $c $d; do
          deliver "$number" "call-$a$b$c$d"
        done
      done
    done
  done
done
[ "$orders" -eq 24 ] || { echo "$orders orders" >&2; exit 1; }

list() { curl -sSf -H "Authorization: Bearer $token" "$url/api/admin/phone/$1"; }

# Customers are looked up after the answer.
tries=0
while list calls | grep -q '"match":"pending"'; do
  tries=$((tries + 1))
  [ "$tries" -le 60 ] || { echo "calls stay pending" >&2; exit 1; }
  sleep 0.5
done

for id in $(list calls | grep -o '"call_id":"[^"]*"' | cut -d'"' -f4); do
  # Event ids that we mint are digests over the call id, so they are ids as well.
  list "calls/$id" |
    sed -e "s/$id/CALL/g" -e 's/"id":"~[0-9a-f]*"/"id":"EVENT"/g' \
      -e 's/"received_at":"[^"]*"/"received_at":"TIME"/g' -e 's/"late":\(true\|false\)/"late":"?"/g'
  echo
done >"$folder/calls"

[ "$(wc -l <"$folder/calls")" -eq 24 ] || { echo "not 24 calls" >&2; exit 1; }
if [ "$(sort -u "$folder/calls" | wc -l)" -ne 1 ]; then
  echo "the orders left different rows:" >&2
  sort "$folder/calls" | uniq -c >&2
  exit 1
fi
grep -q '"customer_id":"customer-1","match":"matched"' "$folder/calls"
grep -q '"lost":false.*"event_count":4' "$folder/calls"
grep -q '"transcription":"About my order"' "$folder/calls"
if grep -e "$secret" -e "$token" -e token= -e 20123456 -e phk_script "$folder/log" >&2; then
  echo "the log shows what nobody should see" >&2
  exit 1
fi
echo "24 orders of one call, 24 equal rows:"
sort -u "$folder/calls"
