package inc.phone.ivr;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the time zone a name means.
 *
 * <p>Three steps: a few names in common use that are no city of the tz database or another one than
 * they seem (Mumbai, Samoa), the tz database itself, then the one zone whose city has that name.
 * The vendor's examples are {@code Copenhagen} and {@code London} (documented); that its other
 * names are of the same kind is an inference.
 */
final class TimeZones {
  private static final Set<String> AREAS =
      Set.of(
          "Africa",
          "America",
          "Antarctica",
          "Asia",
          "Atlantic",
          "Australia",
          "Europe",
          "Indian",
          "Pacific");

  private static final Map<String, ZoneId> OTHER_NAMES = otherNames();

  private TimeZones() {}

  /** The zone, or empty if the name means none or several. */
  static Optional<ZoneId> find(String name) {
    ZoneId other = OTHER_NAMES.get(name);
    if (other != null) {
      return Optional.of(other);
    }
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      List<ZoneId> zones = Cities.zones(name);
      return zones.size() == 1 ? Optional.of(zones.get(0)) : Optional.empty();
    }
  }

  /** Zones that could be meant by a name that means none, best first. */
  static List<String> candidates(String name) {
    String city = name.substring(name.lastIndexOf('/') + 1);
    List<ZoneId> same = Cities.zones(city);
    return same.isEmpty() ? Cities.similar(city) : same.stream().map(ZoneId::getId).toList();
  }

  private static Map<String, ZoneId> otherNames() {
    Map<String, ZoneId> names = new HashMap<>();
    put(names, "Pacific/Midway", "International Date Line West", "Midway Island");
    put(names, "Pacific/Pago_Pago", "American Samoa");
    put(names, "Pacific/Honolulu", "Hawaii");
    put(names, "America/Juneau", "Alaska");
    put(names, "America/Los_Angeles", "Pacific Time (US & Canada)");
    put(names, "America/Denver", "Mountain Time (US & Canada)");
    put(names, "America/Phoenix", "Arizona");
    put(names, "America/Chicago", "Central Time (US & Canada)");
    put(names, "America/Regina", "Saskatchewan");
    put(names, "America/Mexico_City", "Guadalajara");
    put(names, "America/Guatemala", "Central America");
    put(names, "America/New_York", "Eastern Time (US & Canada)");
    put(names, "America/Indiana/Indianapolis", "Indiana (East)");
    put(names, "America/Lima", "Quito");
    put(names, "America/Halifax", "Atlantic Time (Canada)");
    put(names, "America/St_Johns", "Newfoundland");
    put(names, "America/Sao_Paulo", "Brasilia");
    put(names, "America/Argentina/Buenos_Aires", "Buenos Aires");
    put(names, "America/Guyana", "Georgetown");
    put(names, "America/Nuuk", "Greenland");
    put(names, "Atlantic/South_Georgia", "Mid-Atlantic");
    put(names, "Atlantic/Cape_Verde", "Cape Verde Is.");
    put(names, "Europe/London", "Edinburgh");
    put(names, "Europe/Zurich", "Bern");
    put(names, "Europe/Moscow", "St. Petersburg");
    put(names, "Europe/Istanbul", "Istanbul");
    put(names, "Asia/Nicosia", "Nicosia");
    put(names, "Africa/Algiers", "West Central Africa");
    put(names, "Africa/Johannesburg", "Pretoria");
    put(names, "Asia/Dubai", "Abu Dhabi");
    put(names, "Asia/Yekaterinburg", "Ekaterinburg");
    put(names, "Asia/Karachi", "Islamabad");
    put(names, "Asia/Kolkata", "Chennai", "Mumbai", "New Delhi");
    put(names, "Asia/Dhaka", "Astana");
    put(names, "Asia/Colombo", "Sri Jayawardenepura");
    put(names, "Asia/Bangkok", "Hanoi");
    put(names, "Asia/Shanghai", "Beijing");
    put(names, "Asia/Tokyo", "Osaka", "Sapporo");
    put(names, "Pacific/Guadalcanal", "Solomon Is.");
    put(names, "Pacific/Noumea", "New Caledonia");
    put(names, "Pacific/Majuro", "Marshall Is.");
    put(names, "Pacific/Auckland", "Wellington");
    put(names, "Pacific/Tongatapu", "Nuku'alofa");
    put(names, "Pacific/Fakaofo", "Tokelau Is.");
    put(names, "Pacific/Chatham", "Chatham Is.");
    put(names, "Pacific/Apia", "Samoa");
    return Map.copyOf(names);
  }

  private static void put(Map<String, ZoneId> names, String zone, String... others) {
    for (String other : others) {
      names.put(other, ZoneId.of(zone));
    }
  }

  /** Built only if somebody writes a city alone. */
  private static final class Cities {
    private static final Map<String, List<ZoneId>> BY_CITY = byCity();

    static List<ZoneId> zones(String city) {
      return BY_CITY.getOrDefault(key(city), List.of());
    }

    static List<String> similar(String city) {
      String start = key(city);
      return BY_CITY.entrySet().stream()
          .filter(entry -> distance(entry.getKey(), start) <= 2)
          .flatMap(entry -> entry.getValue().stream())
          .map(ZoneId::getId)
          .limit(3)
          .toList();
    }

    private static Map<String, List<ZoneId>> byCity() {
      Map<String, List<ZoneId>> cities = new TreeMap<>();
      for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
        if (AREAS.contains(id.substring(0, Math.max(0, id.indexOf('/'))))) {
          String city = key(id.substring(id.lastIndexOf('/') + 1));
          cities.computeIfAbsent(city, any -> new ArrayList<>()).add(ZoneId.of(id));
        }
      }
      return cities;
    }

    private static String key(String city) {
      return city.replace(' ', '_').toLowerCase(Locale.ROOT);
    }

    /** Edits between two words, or more than 2 if they are of too different length. */
    private static int distance(String a, String b) {
      if (Math.abs(a.length() - b.length()) > 2) {
        return Integer.MAX_VALUE;
      }
      int[] row = new int[b.length() + 1];
      for (int j = 0; j <= b.length(); j++) {
        row[j] = j;
      }
      for (int i = 1; i <= a.length(); i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= b.length(); j++) {
          int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
          diagonal = row[j];
          row[j] = Math.min(replaced, 1 + Math.min(diagonal, row[j - 1]));
        }
      }
      return row[b.length()];
    }
  }
}
