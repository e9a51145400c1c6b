package inc.phone.examples.shop;

import inc.phone.ivr.routing.CallJournal;
import inc.phone.ivr.routing.InboundCallRouter;
import inc.phone.ivr.routing.LeadRegistry;
import inc.phone.ivr.routing.NumberDirectory;
import inc.phone.ivr.routing.Scheduler;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The router with threads of its own: one for time, and as many for the database as may hang there,
 * which end when there is nothing to do.
 */
final class Routing implements AutoCloseable {
  private static final int IN_FLIGHT = 16;
  private static final int PARTS = 3;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(named("routing-time"));
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          0, PARTS * IN_FLIGHT, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), named("routing"));
  private final InboundCallRouter router;

  Routing(String region, NumberDirectory numbers, LeadRegistry leads, CallJournal journal) {
    this.router =
        InboundCallRouter.builder()
            .directory(numbers)
            .leads(leads)
            .journal(journal)
            .defaultRegion(region)
            .maxInFlight(IN_FLIGHT)
            .executor(workers)
            .scheduler(Scheduler.of(timer))
            .build();
  }

  InboundCallRouter router() {
    return router;
  }

  @Override
  public void close() {
    router.close();
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
