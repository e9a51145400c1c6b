package inc.phone.model;

import inc.phone.settings.Secret;

/** Breaks an arrow between packages, to prove that the rule can fail. */
final class KnowsSettings {
  final Secret secret = Secret.of("");
}
