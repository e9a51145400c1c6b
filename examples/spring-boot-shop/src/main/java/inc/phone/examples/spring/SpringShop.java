package inc.phone.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The shop. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public final class SpringShop {
  private SpringShop() {}

  /**
   * Starts the shop.
   *
   * @param arguments what Spring Boot takes
   */
  public static void main(String[] arguments) {
    SpringApplication.run(SpringShop.class, arguments);
  }
}
