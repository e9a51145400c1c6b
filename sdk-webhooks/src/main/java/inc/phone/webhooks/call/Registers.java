package inc.phone.webhooks.call;

import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fields with the stamp of the event that set each: the greatest stamp wins, whoever comes first.
 *
 * <p>Offering is commutative, associative and idempotent, which is all that makes the rows of a
 * call independent of order and repetition. Not thread-safe; used by one merge at a time.
 */
final class Registers {
  /** A value with its order: phase of the value, stamp of its event, then the value itself. */
  record Register(int phase, Stamp stamp, String value) implements Comparable<Register> {
    @Override
    public int compareTo(Register other) {
      if (phase != other.phase) {
        return Integer.compare(phase, other.phase);
      }
      int byStamp = stamp.compareTo(other.stamp);
      return byStamp != 0 ? byStamp : value.compareTo(other.value);
    }
  }

  private final NavigableMap<String, Register> byName;
  private int changes;

  Registers() {
    this(new TreeMap<>());
  }

  private Registers(NavigableMap<String, Register> byName) {
    this.byName = byName;
  }

  Registers copy() {
    return new Registers(new TreeMap<>(byName));
  }

  <T> void offer(Field<T> field, Stamp stamp, @Nullable T value) {
    if (value != null) {
      put(
          field.name(),
          new Register(field.phase().applyAsInt(value), stamp, field.encode().apply(value)));
    }
  }

  void offerAll(Registers others) {
    others.byName.forEach(this::put);
  }

  void put(String name, Register register) {
    Register old = byName.get(name);
    if (old == null || register.compareTo(old) > 0) {
      byName.put(name, register);
      changes++;
    }
  }

  <T> @Nullable T get(Field<T> field) {
    Register register = byName.get(field.name());
    return register == null ? null : field.decode().apply(register.value());
  }

  /** Whether there is a value, whatever it says. */
  boolean has(Field<?> field) {
    return byName.containsKey(field.name());
  }

  /** How often a value was set or replaced since this was made. */
  int changes() {
    return changes;
  }

  NavigableMap<String, Register> byName() {
    return byName;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Registers that && byName.equals(that.byName);
  }

  @Override
  public int hashCode() {
    return Objects.hash(byName);
  }
}
