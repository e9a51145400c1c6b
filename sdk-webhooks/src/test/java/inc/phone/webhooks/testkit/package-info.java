/**
 * What hosts need to prove their own parts: contract tests for every SPI, event fixtures and a
 * clock that can be set. Ships in the {@code tests} jar; bring JUnit Jupiter and AssertJ yourself.
 */
package inc.phone.webhooks.testkit;
