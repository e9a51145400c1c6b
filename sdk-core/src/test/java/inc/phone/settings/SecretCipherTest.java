package inc.phone.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {
  private static final byte[] KEY = new byte[32];
  private static final byte[] NEW_KEY = new byte[32];
  private static final Secret VALUE = Secret.of("canary-plaintext æ🎧");

  static {
    for (int i = 0; i < 32; i++) {
      KEY[i] = (byte) i;
      NEW_KEY[i] = (byte) (200 - i);
    }
  }

  private static final SecretCipher CIPHER = SecretCipher.builder("k1", secret(KEY)).build();

  /** Cases 13 to 16 of the GCM specification (McGrew and Viega), which NIST's vectors repeat. */
  @ParameterizedTest
  @MethodSource("published")
  void agreesWithPublishedVectors(
      String key, String iv, String associated, String text, String sealed) {
    AesGcm gcm = new AesGcm(hex(key));

    assertThat(gcm.encrypt(hex(iv), hex(associated), hex(text))).isEqualTo(hex(sealed));
    assertThat(gcm.decrypt(hex(iv), hex(associated), hex(sealed))).isEqualTo(hex(text));
  }

  static Stream<Arguments> published() {
    String zero = "00".repeat(32);
    String key = "feffe9928665731c6d6a8f9467308308".repeat(2);
    String iv = "cafebabefacedbaddecaf888";
    String text =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
    String sealed =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
    return Stream.of(
        Arguments.of(zero, "00".repeat(12), "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
        Arguments.of(
            zero,
            "00".repeat(12),
            "",
            "00".repeat(16),
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
        Arguments.of(
            key,
            iv,
            "",
            text + "1aafd255",
            sealed + "898015ad" + "b094dac5d93471bdec1a502270e3cc6c"),
        Arguments.of(
            key,
            iv,
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            text,
            sealed + "76fc6ece0f4e1768cddf8853bb2d551b"));
  }

  /** Written from the format's documentation, without a line of the SDK's. */
  @Test
  void canBeDecryptedByPlainJavaFromTheDocumentation() throws Exception {
    String encrypted = CIPHER.encrypt("tenant-ø", "phoneIncApiKey", VALUE);

    String[] parts = encrypted.split("\\.");
    assertThat(parts).hasSize(3).startsWith("v1", "k1");
    byte[] data = Base64.getUrlDecoder().decode(parts[2]);
    ByteArrayOutputStream associated = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(associated);
    for (String part : List.of("v1", "k1", "tenant-ø", "phoneIncApiKey")) {
      out.writeInt(part.getBytes(UTF_8).length);
      out.write(part.getBytes(UTF_8));
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(KEY, "AES"),
        new GCMParameterSpec(128, Arrays.copyOf(data, 12)));
    cipher.updateAAD(associated.toByteArray());
    byte[] text = cipher.doFinal(data, 12, data.length - 12);
    assertThat(new String(text, UTF_8)).isEqualTo(VALUE.reveal());
  }

  /** If this changes, values that hosts stored cannot be read any more. */
  @Test
  void theStoredFormNeverChanges() {
    SecretCipher fixed = SecretCipher.builder("k1", secret(KEY)).random(new Sevens()).build();
    String stored = "v1.k1.BwcHBwcHBwcHBwcHZw_KMABHzmFS6VmM061o84_SGL47";

    assertThat(CIPHER.decrypt("t", "f", fixed.encrypt("t", "f", Secret.of("hello"))).reveal())
        .isEqualTo("hello");
    assertThat(fixed.encrypt("t", "f", Secret.of("hello"))).isEqualTo(stored);
    assertThat(CIPHER.decrypt("t", "f", stored).reveal()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "æ🎧", "a\0b", "line\nend\n"})
  void givesBackWhatItTook(String text) {
    String encrypted = CIPHER.encrypt("t", "f", Secret.of(text));

    assertThat(CIPHER.decrypt("t", "f", encrypted).reveal()).isEqualTo(text);
    assertThat(encrypted).matches("v1\\.k1\\.[0-9A-Za-z_-]+");
  }

  @Test
  void takesTheLongestValueInEveryScript() {
    String longest = "語".repeat(65_536);

    assertThat(CIPHER.decrypt("t", "f", CIPHER.encrypt("t", "f", Secret.of(longest))).reveal())
        .isEqualTo(longest);
    assertThatThrownBy(() -> CIPHER.encrypt("t", "f", Secret.of(longest + "x")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("a value must be well-formed text of at most 65536 characters");
    assertThatThrownBy(() -> CIPHER.encrypt("t", "f", Secret.of("\ud800")))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CIPHER.encrypt("\ud800", "f", VALUE))
        .hasMessage("tenant and field must be well-formed text");
  }

  @Test
  void usesANewIvEachTime() {
    Set<String> ivs = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      ivs.add(CIPHER.encrypt("t", "f", VALUE).substring(6, 22));
    }
    assertThat(ivs).hasSize(1_000);
  }

  /** A value that is copied into another place of the table is worth nothing there. */
  @ParameterizedTest
  @MethodSource("otherPlaces")
  void cannotBeMovedToAnotherPlace(String tenant, String field) {
    String encrypted = CIPHER.encrypt("ab", "cd", VALUE);

    assertUndecryptable(
        CIPHER,
        tenant,
        field,
        encrypted,
        "was changed, or encrypted for another tenant or field or with another key");
  }

  static Stream<Arguments> otherPlaces() {
    return Stream.of(
        Arguments.of("ab", "ce"),
        Arguments.of("ac", "cd"),
        Arguments.of("cd", "ab"),
        Arguments.of("a", "bcd"),
        Arguments.of("abc", "d"),
        Arguments.of("abcd", ""),
        Arguments.of("", "abcd"),
        Arguments.of("AB", "cd"));
  }

  /** Every bit of every byte, every missing and every added character. */
  @Test
  void noticesEveryChange() {
    String encrypted = CIPHER.encrypt("t", "f", VALUE);
    byte[] data = Base64.getUrlDecoder().decode(encrypted.substring(6));
    for (int bit = 0; bit < data.length * 8; bit++) {
      data[bit / 8] ^= (byte) (1 << bit % 8);
      assertUndecryptable("v1.k1." + Base64.getUrlEncoder().withoutPadding().encodeToString(data));
      data[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (int i = 0; i < encrypted.length(); i++) {
      assertUndecryptable(encrypted.substring(0, i) + encrypted.substring(i + 1));
      assertUndecryptable(encrypted.substring(0, i) + "A" + encrypted.substring(i));
      assertUndecryptable(encrypted.substring(0, i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "v1",
        "v1.",
        "v1..",
        "v1.k1.",
        "v1.k1.AAAA",
        "v0.k1.<d>",
        "v2.k1.<d>",
        "V1.k1.<d>",
        "v1.k1.<d>=",
        "v1.k1.<d>.",
        " v1.k1.<d>",
        "v1.k1.<d>\n",
        "v1.k1.+<d>",
        "v1.k 1.<d>",
        "v1..<d>",
        ".k1.<d>",
        "v1.k1",
        "v1.k1.k1.<d>"
      })
  void refusesEverythingOfAnotherForm(String template) {
    String data = CIPHER.encrypt("t", "f", VALUE).substring(6);

    assertUndecryptable(
        CIPHER, "t", "f", template.replace("<d>", data), "is not of the form v1.<key id>.<data>");
    assertThat(CIPHER.needsReencryption(template.replace("<d>", data))).isFalse();
  }

  @Test
  void refusesOtherTextsOfTheSameBytes() {
    String encrypted = CIPHER.encrypt("t", "f", Secret.of("hell")); // 32 bytes: two free bits
    char last = encrypted.charAt(encrypted.length() - 1);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char other = digits.charAt(digits.indexOf(last) ^ 1);

    assertThat(CIPHER.decrypt("t", "f", encrypted).reveal()).isEqualTo("hell");
    assertUndecryptable(
        CIPHER,
        "t",
        "f",
        encrypted.substring(0, encrypted.length() - 1) + other,
        "is not of the form v1.<key id>.<data>");
  }

  @Test
  void theKeyIdIsPartOfWhatIsAuthenticated() {
    SecretCipher both = SecretCipher.builder("k2", secret(KEY)).oldKey("k1", secret(KEY)).build();
    String encrypted = CIPHER.encrypt("t", "f", VALUE);

    assertThat(both.decrypt("t", "f", encrypted)).isEqualTo(VALUE);
    assertUndecryptable(
        both,
        "t",
        "f",
        encrypted.replace("v1.k1.", "v1.k2."),
        "was changed, or encrypted for another tenant or field or with another key");
  }

  @Test
  void rotates() {
    String old = CIPHER.encrypt("t", "f", VALUE);
    SecretCipher both =
        SecretCipher.builder("k2", secret(NEW_KEY)).oldKey("k1", secret(KEY)).build();
    SecretCipher after = SecretCipher.builder("k2", secret(NEW_KEY)).build();

    assertThat(CIPHER.needsReencryption(old)).isFalse();
    assertThat(both.needsReencryption(old)).isTrue();
    String renewed = both.reencrypt("t", "f", old);
    assertThat(renewed).startsWith("v1.k2.");
    assertThat(both.needsReencryption(renewed)).isFalse();
    assertThat(after.decrypt("t", "f", renewed)).isEqualTo(VALUE);
    assertThat(both.decrypt("t", "f", old)).isEqualTo(VALUE);
    assertUndecryptable(after, "t", "f", old, "has a key that is not known");
    assertUndecryptable(CIPHER, "t", "f", renewed, "has a key that is not known");
    assertThatThrownBy(() -> both.reencrypt("t", "g", old))
        .isExactlyInstanceOf(UndecryptableSecretException.class);
  }

  @Test
  void aWrongKeyUnderTheRightIdIsNoticed() {
    SecretCipher wrong = SecretCipher.builder("k1", secret(NEW_KEY)).build();

    assertUndecryptable(
        wrong,
        "t",
        "f",
        CIPHER.encrypt("t", "f", VALUE),
        "was changed, or encrypted for another tenant or field or with another key");
  }

  @Test
  void refusesBadKeysWithoutRepeatingThem() {
    for (String key :
        List.of("", "canary-key", base64(new byte[16]), base64(new byte[33]), "canary".repeat(8))) {
      assertThatThrownBy(() -> SecretCipher.builder("k1", Secret.of(key)))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessage("key k1 must be 32 bytes in base64");
    }
    for (String id : List.of("", "a.b", "ø", "a b", "x".repeat(33))) {
      assertThatThrownBy(() -> SecretCipher.builder(id, secret(KEY)))
          .hasMessage("a key id must be 1 to 32 letters, digits, _ or -, has " + id.length());
    }
    assertThatThrownBy(() -> SecretCipher.builder("k1", secret(KEY)).oldKey("k1", secret(KEY)))
        .hasMessage("there are two keys with the id k1");
    assertThat(SecretCipher.builder("k1", Secret.of(base64(KEY) + "\n")).build())
        .hasToString("SecretCipher[k1]");
  }

  private static void assertUndecryptable(String encrypted) {
    assertThatThrownBy(() -> CIPHER.decrypt("t", "f", encrypted))
        .as(encrypted)
        .isExactlyInstanceOf(UndecryptableSecretException.class);
  }

  private static void assertUndecryptable(
      SecretCipher cipher, String tenant, String field, String encrypted, String why) {
    assertThatThrownBy(() -> cipher.decrypt(tenant, field, encrypted))
        .isExactlyInstanceOf(UndecryptableSecretException.class)
        .hasNoCause()
        .hasMessage("an encrypted setting " + why);
  }

  private static Secret secret(byte[] key) {
    return Secret.of(base64(key));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static final class Sevens extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 7);
    }
  }
}
