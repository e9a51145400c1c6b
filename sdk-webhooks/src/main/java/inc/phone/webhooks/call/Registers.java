package inc.phone.webhooks.call;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
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

  /** Takes a value by the name of its field. */
  interface Visitor<X extends Exception> {
    void visit(String name, Register register) throws X;
  }

  /** One place for each field that this version knows. */
  private final @Nullable Register[] known;

  /** By name: stays of participants, and fields that only newer versions know. */
  private final NavigableMap<String, Register> others;

  private int changes;

  Registers() {
    this(new Register[Field.ALL.size()], new TreeMap<>());
  }

  private Registers(@Nullable Register[] known, NavigableMap<String, Register> others) {
    this.known = known;
    this.others = others;
  }

  Registers copy() {
    return new Registers(known.clone(), new TreeMap<>(others));
  }

  <T> void offer(Field<T> field, Stamp stamp, @Nullable T value) {
    if (value != null) {
      put(field, new Register(field.phase().applyAsInt(value), stamp, field.encode().apply(value)));
    }
  }

  void offerAll(Registers that) {
    that.forEach(this::put);
  }

  void put(String name, Register register) {
    Field<?> field = Field.named(name);
    if (field != null) {
      put(field, register);
    } else if (wins(register, others.get(name))) {
      others.put(name, register);
      changes++;
    }
  }

  private void put(Field<?> field, Register register) {
    if (wins(register, known[field.slot()])) {
      known[field.slot()] = register;
      changes++;
    }
  }

  private static boolean wins(Register register, @Nullable Register old) {
    return old == null || register.compareTo(old) > 0;
  }

  <T> @Nullable T get(Field<T> field) {
    Register register = known[field.slot()];
    return register == null ? null : field.decode().apply(register.value());
  }

  /** Whether there is a value, whatever it says. */
  boolean has(Field<?> field) {
    return known[field.slot()] != null;
  }

  /** Whether there is a value under this name. */
  boolean has(String name) {
    Field<?> field = Field.named(name);
    return field != null ? has(field) : others.containsKey(name);
  }

  /** How often a value was set or replaced since this was made. */
  int changes() {
    return changes;
  }

  /** Stays of participants, and fields that only newer versions know, by name. */
  NavigableMap<String, Register> others() {
    return others;
  }

  /** Visits all values by name, so that every version of this code writes them the same way. */
  <X extends Exception> void forEach(Visitor<X> visitor) throws X {
    if (others.isEmpty()) {
      for (Field<?> field : Field.ALL) {
        Register register = known[field.slot()];
        if (register != null) {
          visitor.visit(field.name(), register);
        }
      }
      return;
    }
    for (Map.Entry<String, Register> entry : byName().entrySet()) {
      visitor.visit(entry.getKey(), entry.getValue());
    }
  }

  private Map<String, Register> byName() {
    Map<String, Register> all = new TreeMap<>(others);
    for (Field<?> field : Field.ALL) {
      Register register = known[field.slot()];
      if (register != null) {
        all.put(field.name(), register);
      }
    }
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Registers that
        && Arrays.equals(known, that.known)
        && others.equals(that.others);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(known) + others.hashCode();
  }
}
