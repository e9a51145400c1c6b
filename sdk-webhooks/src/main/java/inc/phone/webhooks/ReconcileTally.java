package inc.phone.webhooks;

import inc.phone.webhooks.IngestTicket.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Counts for the report of one run. Not thread-safe. */
final class ReconcileTally {
  int calls;
  int voicemails;
  int newEvents;
  int knownEvents;
  int refusedEvents;
  int failedEvents;
  int failedInARow;
  int skippedCalls;
  final List<String> unlinkedVoicemails = new ArrayList<>();

  void count(Outcome outcome) {
    failedInARow = outcome == Outcome.UNAVAILABLE ? failedInARow + 1 : 0;
    switch (outcome) {
      case ACCEPTED -> newEvents++;
      case DUPLICATE -> knownEvents++;
      case REFUSED -> refusedEvents++;
      case UNAVAILABLE -> failedEvents++;
    }
  }
}
