// An independent Matrix client on matrix-js-sdk, commanded over stdin and stdout: a line of JSON
// each, {"id", "do", ...} in, {"id", "result"} or {"id", "error"} out.

import { Console } from "node:console";
import { createInterface } from "node:readline";

// What the SDK logs must not get between the answers; it takes the console as it finds it.
globalThis.console = new Console(process.stderr);
const { createClient, EventType, MsgType, RelationType, SyncState } = await import("matrix-js-sdk");
const { OnlySignedDevicesIsolationMode } = await import("matrix-js-sdk/lib/crypto-api/index.js");
const { PollResponseEvent } = await import(
  "matrix-js-sdk/lib/extensible_events_v1/PollResponseEvent.js"
);

let client;

const commands = {
  // Log in with a password as a new device, and synchronise.
  async start({ url, user, password, encrypts, only_signed }) {
    const login = await createClient({ baseUrl: url }).loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user },
      password,
    });
    client = createClient({
      baseUrl: url,
      userId: login.user_id,
      deviceId: login.device_id,
      accessToken: login.access_token,
    });
    if (encrypts) await startCrypto(user, password, only_signed);
    const ready = new Promise((resolve) =>
      client.on("sync", (state) => state === SyncState.Prepared && resolve()),
    );
    await client.startClient({ initialSyncLimit: 100 });
    await ready;
    return { device: login.device_id };
  },

  async join({ room }) {
    await client.joinRoom(room);
  },

  async send({ room, text, thread }) {
    const relation = thread && {
      "m.relates_to": { rel_type: RelationType.Thread, event_id: thread, is_falling_back: true },
    };
    const content = { msgtype: MsgType.Text, body: text, ...relation };
    return (await client.sendEvent(room, EventType.RoomMessage, content)).event_id;
  },

  async react({ room, event, emoji }) {
    const relation = { rel_type: RelationType.Annotation, event_id: event, key: emoji };
    const content = { "m.relates_to": relation };
    return (await client.sendEvent(room, EventType.Reaction, content)).event_id;
  },

  async vote({ room, poll, answers }) {
    const { type, content } = PollResponseEvent.from(answers, poll).serialize();
    return (await client.sendEvent(room, type, content)).event_id;
  },

  members: ({ room }) => client.getRoom(room)?.getJoinedMembers().map((member) => member.userId),

  // What stands in the room, as this client shows it.
  async messages({ room }) {
    const events = client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
    await Promise.all(events.map((event) => client.decryptEventIfNeeded(event)));
    return events
      .filter((event) => event.getType() === EventType.RoomMessage)
      .map((event) => ({
        id: event.getId(),
        sender: event.getSender(),
        content: event.getContent(),
        relation: event.getRelation(),
        encrypted: event.isEncrypted(),
        unreadable: event.decryptionFailureReason,
      }));
  },

  async polls({ room }) {
    return Promise.all([...(client.getRoom(room)?.polls.values() ?? [])].map(readPoll));
  },

  // Whether the owner of a device vouches for it.
  async signed({ user, device }) {
    await client.getCrypto().getUserDeviceInfo([user], true);
    const status = await client.getCrypto().getDeviceVerificationStatus(user, device);
    return Boolean(status?.signedByOwner);
  },

  // How this client marks an encrypted message: 0 not at all, 1 grey, 2 red; and why.
  async mark({ room, event }) {
    const found = client.getRoom(room).findEventById(event);
    const info = await client.getCrypto().getEncryptionInfoForEvent(found);
    return { colour: info.shieldColour, reason: info.shieldReason };
  },
};

async function startCrypto(user, password, onlySigned) {
  await client.initRustCrypto({ useIndexedDB: false });
  const crypto = client.getCrypto();
  await crypto.bootstrapCrossSigning({
    authUploadDeviceSigningKeys: (upload) =>
      upload({ type: "m.login.password", identifier: { type: "m.id.user", user }, password }),
  });
  if (onlySigned) crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
}

// A poll by the SDK's own model. It tells which responses count and what each of them says; that
// the last one of everybody is taken is left to clients.
async function readPoll(poll) {
  const responses = (await poll.getResponses()).getRelations();
  const last = new Map();
  for (const event of responses.sort((one, other) => one.getTs() - other.getTs())) {
    const response = event.unstableExtensibleEvent;
    if (!response?.validateAgainst) continue;
    response.validateAgainst(poll.pollEvent);
    last.set(event.getSender(), response.spoiled ? [] : response.answerIds);
  }
  const chosen = [...last.values()].flat();
  return {
    id: poll.pollId,
    question: poll.pollEvent.question.text,
    kind: poll.pollEvent.rawKind,
    most: poll.pollEvent.maxSelections,
    options: poll.pollEvent.answers.map(({ id, text }) => ({
      id,
      text,
      votes: chosen.filter((each) => each === id).length,
    })),
    ended: poll.isEnded,
    unreadable: poll.undecryptableRelationsCount,
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: name, ...given } = JSON.parse(line);
  Promise.resolve(commands[name](given)).then(
    (result) => say({ id, result: result ?? null }),
    (error) => say({ id, error: String(error?.stack ?? error) }),
  );
}
process.exit();

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
