package inc.phone.examples.shop;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where there is no browser, and says so once. With {@code -Dbrowser.required=true}, or
 * BROWSER_REQUIRED=true in the environment, they run and fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBrowser.Condition.class)
@interface NeedsBrowser {
  /** Whether there is one, or has to be. */
  final class Condition implements ExecutionCondition {
    private static final String WHY =
        "browser tests are skipped: chromium and chromedriver are not both on the PATH";
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (isRequired() || Browser.isInstalled()) {
        return enabled("there is a browser, or there has to be one");
      }
      if (TOLD.compareAndSet(false, true)) {
        System.out.println(WHY);
      }
      return disabled(WHY);
    }

    private static boolean isRequired() {
      return Boolean.getBoolean("browser.required")
          || "true".equals(System.getenv("BROWSER_REQUIRED"));
    }
  }
}
