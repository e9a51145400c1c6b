package inc.phone.webhooks.signature;

import inc.phone.webhooks.signature.fixture.Careless;

/** Knows another package of ours, to prove that the rule against it can fail. */
final class KnowsAnotherStage {
  final Class<?> stage = Careless.class;
}
