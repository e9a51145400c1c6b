package inc.phone.examples.client;

import inc.phone.client.PhoneIncClient;
import inc.phone.client.VoicemailList;
import inc.phone.model.Voicemail;

/** Prints what callers said. Recording links are made for this one answer: follow them soon. */
public final class ListVoicemails {
  private ListVoicemails() {}

  public static void main(String[] args) {
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      VoicemailList list = phone.voicemails().list();
      System.out.println(list.unlistenedCount() + " nobody has listened to");
      for (Voicemail voicemail : list.voicemails()) {
        System.out.println(voicemail.createdAt() + " " + voicemail.from());
        System.out.println("  " + voicemail.transcription());
        System.out.println("  " + voicemail.recordingUrl());
      }
    }
  }
}
