package inc.phone.examples.spring.quarantine;

import inc.phone.examples.spring.TestApplications;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.testkit.QuarantineContractTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class DeliveryQuarantineTest extends QuarantineContractTest {
  private final ApplicationContext application = TestApplications.both().get(0);

  @Override
  protected Quarantine emptyQuarantine() {
    application.getBean(JdbcTemplate.class).execute("TRUNCATE quarantined_delivery");
    return application.getBean(Quarantine.class);
  }
}
