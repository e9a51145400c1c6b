package inc.phone.number;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A small map that forgets. Lock-free and thread-safe.
 *
 * <p>The table consists of sets of four slots. A key belongs to one set; a new entry takes its
 * first slot and pushes the others down, so the oldest of the four falls out. Two threads that
 * write to one set at once may lose or repeat an entry, which costs a recomputation and never a
 * wrong answer, since an entry carries its own key.
 */
final class BoundedCache<K, V> {
  private static final int WAYS = 4;
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private final AtomicReferenceArray<@Nullable Entry<K, V>> slots;
  private final int shift;

  /**
   * @param entries how many to remember at most; a power of two, at least 8
   */
  BoundedCache(int entries) {
    if (entries < 2 * WAYS || Integer.bitCount(entries) != 1) {
      throw new IllegalArgumentException(
          "entries must be a power of two and at least 8, was " + entries);
    }
    this.slots = new AtomicReferenceArray<>(entries);
    this.shift = Integer.SIZE - Integer.numberOfTrailingZeros(entries / WAYS);
  }

  @Nullable V get(K key) {
    int first = firstSlot(key);
    for (int i = first; i < first + WAYS; i++) {
      Entry<K, V> entry = slots.get(i);
      if (entry != null && entry.key.equals(key)) {
        return entry.value;
      }
    }
    return null;
  }

  void put(K key, V value) {
    int first = firstSlot(key);
    for (int i = first + WAYS - 1; i > first; i--) {
      slots.set(i, slots.get(i - 1));
    }
    slots.set(first, new Entry<>(key, value));
  }

  int size() {
    int size = 0;
    for (int i = 0; i < slots.length(); i++) {
      size += slots.get(i) == null ? 0 : 1;
    }
    return size;
  }

  /**
   * Numbers of one block differ in their last digits, and so do the low bits of their hashes: the
   * multiplication spreads them over the whole table.
   */
  private int firstSlot(K key) {
    return ((key.hashCode() * GOLDEN_RATIO) >>> shift) * WAYS;
  }

  private record Entry<K, V>(K key, V value) {}
}
