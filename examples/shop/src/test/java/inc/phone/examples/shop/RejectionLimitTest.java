package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RejectionLimitTest {
  private long nanos;
  private final RejectionLimit limit =
      new RejectionLimit(
          60,
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos;
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  @Test
  void afterSoManyInAMinuteOneASecondIsLeft() {
    for (int i = 0; i < 60; i++) {
      assertThat(limit.waitAfter("192.0.2.1")).isZero();
    }
    assertThat(limit.waitAfter("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofMillis(500));
    assertThat(limit.waitAfter("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofMillis(500));
    assertThat(limit.waitAfter("192.0.2.1")).isZero();
    assertThat(limit.waitAfter("192.0.2.1")).isPositive();
    pass(Duration.ofMinutes(1));
    for (int i = 0; i < 60; i++) {
      assertThat(limit.waitAfter("192.0.2.1")).isZero();
    }
  }

  @Test
  void everyAddressHasItsOwn() {
    exhaust("192.0.2.1");

    assertThat(limit.waitAfter("192.0.2.2")).isZero();
    assertThat(limit.waitAfter("2001:db8::1")).isZero();
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    exhaust("2001:db8:0:1::1");

    assertThat(limit.waitAfter("2001:db8:0:1:ffff::2")).isPositive();
    assertThat(limit.waitAfter("2001:db8:0:2::1")).isZero();
  }

  @Test
  void oldAddressesAreForgottenBeforeThereAreTooMany() {
    exhaust("192.0.2.1");
    for (int i = 0; i < 10_000; i++) {
      limit.waitAfter("10.1." + i / 256 + "." + i % 256);
    }

    assertThat(limit.waitAfter("192.0.2.1")).isZero();
  }

  private void exhaust(String address) {
    for (int i = 0; i <= 60; i++) {
      limit.waitAfter(address);
    }
    assertThat(limit.waitAfter(address)).isPositive();
  }

  private void pass(Duration duration) {
    nanos += duration.toNanos();
  }
}
