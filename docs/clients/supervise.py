"""Pauses a campaign, approves the proposals that wait for a person, and lets it go on.

    INTERPHASE_PASSWORD=... python3 supervise.py HOST PORT LOGIN [BASE_TOPIC]

LOGIN: a scientist of broker.people. INTERPHASE_CA: certificate of the broker's maker (PEM), where it speaks TLS.
"""
import json, os, sys, threading, time, uuid
import paho.mqtt.client as mqtt  # Debian: python3-paho-mqtt; 1.6 or later

host, port, login, base = [*sys.argv[1:], "interphase"][:4]
latest = {}  # by topic; answers by topic and transaction
news = threading.Condition()


def on_connect(client, userdata, flags, reason, *_):
    if reason != 0:
        print(f"{host}:{port} does not let {login} in: {reason}", file=sys.stderr)
    for topic in ["bridge/state", "queue/state", f"bridge/response/+/{login}"]:
        client.subscribe(f"{base}/{topic}", qos=1)


def on_message(client, userdata, message):
    body = json.loads(message.payload)
    with news:
        latest[message.topic.removeprefix(base + "/"), body.get("transaction")] = body
        news.notify_all()


def wait_for(topic, transaction=None, fits=lambda body: True):
    with news:
        if not news.wait_for(lambda: fits(latest.get((topic, transaction), {})), timeout=30):
            sys.exit(f"{topic}: not seen within 30 s")
        return latest[topic, transaction]


def ask(verb, **fields):
    """Without an answer the same transaction may be sent again within 10 s: it is carried out once."""
    transaction, now = str(uuid.uuid4()), time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    request = {"transaction": transaction, "issued_at": now, **fields}
    client.publish(f"{base}/bridge/request/{verb}/{login}", json.dumps(request), qos=1)  # never retained
    answer = wait_for(f"bridge/response/{verb}/{login}", transaction, bool)
    if not answer["ok"]:
        sys.exit(f"{verb} was refused: {answer['code']}, {answer['message']}")
    print(verb, fields.get("proposal", ""), "done")


client = mqtt.Client(*([mqtt.CallbackAPIVersion.VERSION2] if hasattr(mqtt, "CallbackAPIVersion") else []))
client.on_connect, client.on_message = on_connect, on_message
client.username_pw_set(login, os.environ["INTERPHASE_PASSWORD"])
if "INTERPHASE_CA" in os.environ:
    client.tls_set(os.environ["INTERPHASE_CA"])
client.connect(host, int(port))
client.loop_start()
wait_for("bridge/state", fits=lambda body: body.get("state") == "online")
queue = wait_for("queue/state", fits=lambda body: body.get("waiting", 0) > 0)
ask("pause", reason="a look at what is proposed")
for proposal in queue["order"].split(", "):
    ask("approve", proposal=proposal, reason="looks right")
ask("resume")
