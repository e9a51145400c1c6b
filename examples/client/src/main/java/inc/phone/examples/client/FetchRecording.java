package inc.phone.examples.client;

import inc.phone.client.PhoneIncClient;

/** Prints where a voicemail can be heard just now. Links do not last, so ask for each listening. */
public final class FetchRecording {
  private FetchRecording() {}

  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("usage: FetchRecording <id of a voicemail>");
      return;
    }
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      System.out.println(phone.voicemails().recordingUrl(args[0]).orElse("no recording (yet)"));
    }
  }
}
