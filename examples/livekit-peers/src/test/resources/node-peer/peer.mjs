// Answers what LiveKit's SDK for Node thinks of our tokens and signatures, and makes its own.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { AccessToken, TokenVerifier, WebhookReceiver } from 'livekit-server-sdk';

const question = JSON.parse(readFileSync('question.json', 'utf8'));
const { apiKey, secret, body, authorization } = question;
const tokens = new TokenVerifier(apiKey, secret);
const webhooks = new WebhookReceiver(apiKey, secret);

async function orRefused(work) {
  try {
    return await work();
  } catch {
    return 'refused';
  }
}

async function event(text, header) {
  const received = await webhooks.receive(text, header);
  return `${received.event} ${received.participant.name}`;
}

const token = new AccessToken(apiKey, secret, { identity: 'somebody', ttl: 60 });
token.addGrant({ roomJoin: true, room: 'call-1', canPublishData: false });
const signature = new AccessToken(apiKey, secret, { ttl: 300 });
signature.sha256 = createHash('sha256').update(body).digest('base64');

const answer = {
  participantClaims: await tokens.verify(question.participantToken),
  serviceClaims: await tokens.verify(question.serviceToken),
  changedToken: await orRefused(() => tokens.verify(question.participantToken.slice(0, -10) + 'A'.repeat(10))),
  event: await event(body, authorization),
  changedBody: await orRefused(() => event(body.replace('call-1', 'call-2'), authorization)),
  accessTokenAsWebhook: await orRefused(() => event(body, question.participantToken)),
  theirAuthorization: await signature.toJwt(),
  theirToken: await token.toJwt(),
};
writeFileSync('answer.json', JSON.stringify(answer));
