package inc.phone.examples.shop.pages.access;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody who is logged in. Thread-safe. */
public final class Session {
  private static final String ATTRIBUTE = Session.class.getName();
  private static final int NAME_LENGTH = 4;

  private final String name;
  private final String formToken;
  private final Instant began;
  private final AtomicReference<@Nullable Flash> flash = new AtomicReference<>();
  private volatile Instant used;

  Session(String idDigest, String formToken, Instant now) {
    this.name = idDigest.substring(0, NAME_LENGTH);
    this.formToken = formToken;
    this.began = now;
    this.used = now;
  }

  /** The session of a request that the guard let in. */
  public static Optional<Session> of(Context ctx) {
    return Optional.ofNullable(ctx.attribute(ATTRIBUTE));
  }

  /** Makes it the session of a request. */
  public void attach(Context ctx) {
    ctx.attribute(ATTRIBUTE, this);
  }

  /** Tells sessions apart in the audit log, and is of no use for anything else. */
  public String name() {
    return name;
  }

  /** What every form sends along, so that no other site can make it up. */
  public String formToken() {
    return formToken;
  }

  /** Leaves a message for the next page. */
  public void tell(Flash message) {
    flash.set(message);
  }

  /** The message of the step before, once. */
  public Optional<Flash> takeFlash() {
    return Optional.ofNullable(flash.getAndSet(null));
  }

  Instant began() {
    return began;
  }

  Instant used() {
    return used;
  }

  void use(Instant now) {
    used = now;
  }
}
