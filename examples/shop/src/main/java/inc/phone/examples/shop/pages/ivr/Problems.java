package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.ValidationIssue;
import inc.phone.ivr.ValidationIssue.Severity;
import inc.phone.ivr.ValidationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found, by the place of the form where it is shown: the field it is about, else the
 * nearest part around it. Immutable once made.
 */
public final class Problems {
  private final Map<String, List<ValidationIssue>> byPlace = new LinkedHashMap<>();
  private final List<Found> all = new ArrayList<>();

  /**
   * Sorts a report.
   *
   * @param places the places of all fields and parts of the form
   */
  Problems(ValidationReport report, Set<String> places) {
    for (ValidationIssue issue : report.issues()) {
      String place = place(issue, places);
      byPlace.computeIfAbsent(place, unused -> new ArrayList<>()).add(issue);
      all.add(new Found(issue, place));
    }
  }

  /** What is to be said at a place. */
  public List<ValidationIssue> at(String place) {
    return byPlace.getOrDefault(place, List.of());
  }

  /** Whether something at a place forbids saving. */
  public boolean isBad(String place) {
    return at(place).stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }

  /** Whether something is said at a place, but that something is good to know. */
  public boolean isAnyIn(String place) {
    return byPlace.entrySet().stream()
        .filter(entry -> (entry.getKey() + "/").startsWith(place + "/"))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(issue -> issue.severity() != Severity.INFO);
  }

  /** What forbids saving. */
  public List<Found> errors() {
    return all.stream().filter(found -> found.issue().severity() == Severity.ERROR).toList();
  }

  /** Everything else. */
  public List<Found> others() {
    return all.stream().filter(found -> found.issue().severity() != Severity.ERROR).toList();
  }

  private static String place(ValidationIssue issue, Set<String> places) {
    for (String place : candidates(issue)) {
      if (places.contains(place)) {
        return place;
      }
    }
    String around = issue.pointer();
    while (!around.isEmpty()) {
      around = ConfigTree.parent(around);
      if (places.contains(around)) {
        return around;
      }
      if (places.contains(around + "/type")) {
        return around + "/type";
      }
    }
    return "";
  }

  private static List<String> candidates(ValidationIssue issue) {
    String pointer = issue.pointer();
    List<String> candidates = new ArrayList<>();
    if (issue.code().equals("E_TIMEZONE")) {
      candidates.add("/timezone");
    }
    String locale = issue.params().get("locale");
    if (locale != null) {
      String text = ConfigTree.child(pointer, locale);
      candidates.addAll(List.of(text + "/say", text));
    }
    candidates.addAll(List.of(pointer, pointer + "/say", pointer + "/type"));
    return candidates;
  }

  /**
   * Something that was found.
   *
   * @param issue what
   * @param place where it is shown, empty for nowhere but the summary
   */
  public record Found(ValidationIssue issue, String place) {
    public String anchor() {
      return Field.id(place);
    }
  }
}
