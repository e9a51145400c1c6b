package inc.phone.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts settings for storage, with AES-256-GCM, so that a stolen table shows no secret.
 *
 * <p>The form is {@code v1.<key id>.<data>}, where data is base64url without padding of the 12
 * random bytes of the IV, the ciphertext of the UTF-8 text, and the 16 bytes of the tag. What is
 * authenticated along with it is {@code v1}, key id, tenant and field, each as four bytes of length
 * (big-endian) and UTF-8. So a value that is moved to another field or tenant, or whose key id is
 * changed, does not decrypt.
 *
 * <p>To rotate, make a cipher with the new key as current and the old one as {@link
 * Builder#oldKey}, replace every value for which {@link #needsReencryption} is true by {@link
 * #reencrypt}, then drop the old key. One key is good for 2^32 encryptions. Immutable and
 * thread-safe; nothing it prints or throws holds a key or a plaintext.
 *
 * @since 0.1.0
 */
public final class SecretCipher {
  private static final String VERSION = "v1";
  private static final Pattern KEY_ID = Pattern.compile("[0-9A-Za-z_-]{1,32}");
  private static final Pattern FORM =
      Pattern.compile("v1\\.(" + KEY_ID + ")\\.([0-9A-Za-z_-]{38,})"); // IV and tag at least
  private static final int MAX_CHARACTERS = 65_536;
  private static final int MAX_FORM_LENGTH = 512 * 1024;

  private final String currentId;
  private final Map<String, AesGcm> keys;
  private final SecureRandom random;

  private SecretCipher(Builder builder) {
    this.currentId = builder.currentId;
    this.keys = Map.copyOf(builder.keys);
    this.random = builder.random;
  }

  /**
   * Starts with the key that encrypts.
   *
   * @param keyId its name, which is part of every value: 1 to 32 letters, digits, {@code _} and
   *     {@code -}
   * @param key 32 bytes as padded standard base64
   * @return a new builder
   * @throws IllegalArgumentException if id or key has another form; the message does not repeat the
   *     key
   */
  public static Builder builder(String keyId, Secret key) {
    return new Builder(keyId, key);
  }

  /**
   * Encrypts a value under the current key. Twice the same value gives two texts.
   *
   * @param tenant whose setting it is
   * @param field which setting it is
   * @param value the value, may be empty, at most 65,536 characters
   * @return ASCII text to be stored
   * @throws IllegalArgumentException if the value is longer or not well-formed text
   */
  public String encrypt(String tenant, String field, Secret value) {
    String text = value.reveal();
    if (text.length() > MAX_CHARACTERS || !UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "a value must be well-formed text of at most " + MAX_CHARACTERS + " characters");
    }
    byte[] iv = new byte[AesGcm.IV_BYTES];
    random.nextBytes(iv);
    byte[] sealed =
        key(currentId).encrypt(iv, associated(currentId, tenant, field), text.getBytes(UTF_8));
    byte[] data = ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array();
    return VERSION + '.' + currentId + '.' + base64(data);
  }

  /**
   * Decrypts a value.
   *
   * @param tenant whose setting it is
   * @param field which setting it is
   * @param encrypted what {@link #encrypt} made for that tenant and field
   * @return the value
   * @throws UndecryptableSecretException if it was not, was changed since, or its key is not known
   *     here
   */
  public Secret decrypt(String tenant, String field, String encrypted) {
    Matcher form = form(encrypted);
    AesGcm key = form == null ? null : keys.get(form.group(1));
    if (form == null || key == null) {
      throw new UndecryptableSecretException(
          form == null ? "is not of the form v1.<key id>.<data>" : "has a key that is not known");
    }
    byte[] data = Base64.getUrlDecoder().decode(form.group(2));
    byte[] iv = Arrays.copyOf(data, AesGcm.IV_BYTES);
    byte[] sealed = Arrays.copyOfRange(data, AesGcm.IV_BYTES, data.length);
    byte[] text = key.decrypt(iv, associated(form.group(1), tenant, field), sealed);
    if (text == null) {
      throw new UndecryptableSecretException(
          "was changed, or encrypted for another tenant or field or with another key");
    }
    return Secret.of(new String(text, UTF_8));
  }

  /**
   * Tells whether a value is of another key than the current one.
   *
   * @param encrypted a stored value
   * @return true if {@link #reencrypt} is due; false also for what is no encrypted value at all
   */
  public boolean needsReencryption(String encrypted) {
    Matcher form = form(encrypted);
    return form != null && !form.group(1).equals(currentId);
  }

  /**
   * Decrypts a value and encrypts it under the current key.
   *
   * @param tenant whose setting it is
   * @param field which setting it is
   * @param encrypted what {@link #encrypt} made for that tenant and field
   * @return ASCII text to be stored
   * @throws UndecryptableSecretException as {@link #decrypt}
   */
  public String reencrypt(String tenant, String field, String encrypted) {
    return encrypt(tenant, field, decrypt(tenant, field, encrypted));
  }

  /** The id of the current key. */
  @Override
  public String toString() {
    return "SecretCipher[" + currentId + "]";
  }

  private AesGcm key(String id) {
    return Objects.requireNonNull(keys.get(id));
  }

  private static @Nullable Matcher form(String encrypted) {
    Matcher form = FORM.matcher(encrypted);
    return encrypted.length() <= MAX_FORM_LENGTH && form.matches() && isCanonical(form.group(2))
        ? form
        : null;
  }

  /** Base64 has texts that differ and decode alike; only one of them is ours. */
  private static boolean isCanonical(String data) {
    return data.length() % 4 != 1 && base64(Base64.getUrlDecoder().decode(data)).equals(data);
  }

  private static String base64(byte[] data) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
  }

  private static byte[] associated(String keyId, String tenant, String field) {
    byte[][] parts = {
      VERSION.getBytes(UTF_8), keyId.getBytes(UTF_8), wellFormed(tenant), wellFormed(field)
    };
    ByteBuffer all =
        ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> 4 + part.length).sum());
    for (byte[] part : parts) {
      all.putInt(part.length).put(part);
    }
    return all.array();
  }

  private static byte[] wellFormed(String name) {
    if (!UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("tenant and field must be well-formed text");
    }
    return name.getBytes(UTF_8);
  }

  /**
   * Collects keys. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final String currentId;
    private final Map<String, AesGcm> keys = new LinkedHashMap<>();
    private SecureRandom random = new SecureRandom();

    private Builder(String keyId, Secret key) {
      this.currentId = keyId;
      oldKey(keyId, key);
    }

    /**
     * A key that still decrypts, and encrypts no more. Default: none.
     *
     * @param keyId its name, as in {@link SecretCipher#builder}
     * @param key 32 bytes as padded standard base64
     * @return this builder
     * @throws IllegalArgumentException if id or key has another form or the id is taken; the
     *     message does not repeat the key
     */
    public Builder oldKey(String keyId, Secret key) {
      if (!KEY_ID.matcher(keyId).matches()) {
        throw new IllegalArgumentException(
            "a key id must be 1 to 32 letters, digits, _ or -, has " + keyId.length());
      }
      if (keys.putIfAbsent(keyId, new AesGcm(bytes(keyId, key))) != null) {
        throw new IllegalArgumentException("there are two keys with the id " + keyId);
      }
      return this;
    }

    /**
     * Where IVs come from. Default: the platform's secure randomness. For tests; an IV that repeats
     * breaks the encryption.
     *
     * @param source the randomness
     * @return this builder
     */
    public Builder random(SecureRandom source) {
      this.random = Objects.requireNonNull(source, "random");
      return this;
    }

    /**
     * The cipher with these keys.
     *
     * @return an immutable cipher
     */
    public SecretCipher build() {
      return new SecretCipher(this);
    }

    private static byte[] bytes(String keyId, Secret key) {
      try {
        byte[] bytes = Base64.getDecoder().decode(key.reveal().strip());
        if (bytes.length == AesGcm.KEY_BYTES) {
          return bytes;
        }
      } catch (IllegalArgumentException e) {
        // Falls through: its message would repeat a character of the key.
      }
      throw new IllegalArgumentException(
          "key " + keyId + " must be " + AesGcm.KEY_BYTES + " bytes in base64");
    }
  }
}
