package inc.phone.examples.spring;

import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two applications without a web server on one database, started once per JVM. */
public final class TestApplications {
  private static final List<ConfigurableApplicationContext> BOTH = List.of(start(), start());

  private TestApplications() {}

  /**
   * Both of them.
   *
   * @return the applications
   */
  public static List<ConfigurableApplicationContext> both() {
    return BOTH;
  }

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(SpringShop.class)
        .web(WebApplicationType.NONE)
        .lazyInitialization(true)
        .run("--spring.datasource.url=" + Postgres.shared().url("contract"));
  }
}
