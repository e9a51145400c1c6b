package inc.phone.examples.shop;

import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.SettingsSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made of the settings, and made anew when they have changed. Thread-safe; two
 * threads may both make it, so making it costs little and leaves nothing to be closed.
 */
final class Live<T> implements Supplier<T> {
  private final SettingsSource settings;
  private final Function<IntegrationSettings, T> maker;
  private volatile @Nullable Made<T> made;

  Live(SettingsSource settings, Function<IntegrationSettings, T> maker) {
    this.settings = settings;
    this.maker = maker;
  }

  @Override
  public T get() {
    IntegrationSettings now = settings.load();
    Made<T> last = made;
    if (last == null || !last.of.equals(now)) {
      last = new Made<>(now, maker.apply(now));
      made = last;
    }
    return last.value;
  }

  private record Made<T>(IntegrationSettings of, T value) {}
}
