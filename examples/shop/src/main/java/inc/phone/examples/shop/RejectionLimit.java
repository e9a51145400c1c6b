package inc.phone.examples.shop;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many attempts of one address may be rejected in a minute: 401 up to then, 429 beyond.
 *
 * <p>Only rejected attempts count, and an authentic one is never held up, whatever else comes from
 * its address: it is authenticated first. So nobody can lock out a sender by pretending to be it.
 * Where a password is asked for, which can be guessed, {@link #waitBefore} comes first instead. Of
 * IPv6 the first 64 bits are an address, since whoever has one has all of them. Behind a proxy
 * every request has the proxy's address; the limit is then one for all. Thread-safe.
 */
final class RejectionLimit {
  private static final int MAX_ADDRESSES = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int IPV6_NETWORK_BYTES = 8;

  private final int perMinute;
  private final TimeMeter time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Bucket> buckets = // guarded by lock; the oldest in use goes first
      new LinkedHashMap<>(16, 0.75f, true);

  RejectionLimit(int perMinute) {
    this(perMinute, TimeMeter.SYSTEM_NANOTIME);
  }

  RejectionLimit(int perMinute, TimeMeter time) {
    this.perMinute = perMinute;
    this.time = time;
  }

  /** Answers a request that is not authentic. */
  void reject(Context ctx) {
    Duration wait = waitAfter(ctx.ip());
    if (wait.isZero()) {
      Answers.unauthorized(ctx);
    } else {
      refuse(ctx, wait);
    }
  }

  /** Says when to come back. */
  static void refuse(Context ctx, Duration wait) {
    ctx.header("Retry-After", Long.toString(wait.toSeconds()));
    Answers.error(ctx, 429, "too many rejected requests");
  }

  /** Counts a rejected attempt; whole seconds until the next one is answered 401, or zero. */
  Duration waitAfter(String address) {
    ConsumptionProbe probe = bucket(network(address)).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : seconds(probe.getNanosToWaitForRefill());
  }

  /** Whole seconds until the next attempt would not be refused, or zero; counts nothing. */
  Duration waitBefore(String address) {
    EstimationProbe probe = bucket(network(address)).estimateAbilityToConsume(1);
    return probe.canBeConsumed() ? Duration.ZERO : seconds(probe.getNanosToWaitForRefill());
  }

  private static Duration seconds(long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return Duration.ofSeconds((nanos + second - 1) / second);
  }

  private Bucket bucket(String network) {
    lock.lock();
    try {
      Bucket bucket = buckets.computeIfAbsent(network, any -> full());
      if (buckets.size() > MAX_ADDRESSES) {
        buckets.remove(buckets.keySet().iterator().next());
      }
      return bucket;
    } finally {
      lock.unlock();
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
        .withCustomTimePrecision(time)
        .build();
  }

  private static String network(String address) {
    try {
      // The server gives literals, which are not looked up.
      InetAddress parsed = InetAddress.getByName(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
          : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
