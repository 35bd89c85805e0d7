/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** Every request of these tests comes from 192.0.2.7. */
class MetricsEndpointTest {

  @Test
  void answersAllowedNetwork() throws IOException {
    var exchange = exchange();

    endpoint("192.0.2.0/24").handle(exchange);

    assertEquals(200, exchange.status());
  }

  @Test
  void returnsNotFoundToOtherCallers() {
    assertEquals(404, refusal("127.0.0.0/8", exchange()));
  }

  @Test
  void returnsNotFoundBehindUntrustedProxy() {
    assertEquals(
        404, refusal("192.0.2.0/24", exchange().withHeader("X-Forwarded-For", "192.0.2.8")));
    assertEquals(404, refusal("192.0.2.0/24", exchange().withHeader("Forwarded", "for=192.0.2.8")));
  }

  private static int refusal(String networks, FakeHttpExchange exchange) {
    return assertThrows(ApiException.class, () -> endpoint(networks).handle(exchange)).status();
  }

  private static FakeHttpExchange exchange() {
    return FakeHttpExchange.get(aTenant().build(), "/system/metrics");
  }

  @SuppressWarnings("BadAnnotationImplementation") // compared nowhere
  private static MetricsEndpoint endpoint(String... networks) {
    return new MetricsEndpoint(
        null,
        new HealthConfig() {
          @Override
          public String[] metricsNetworks() {
            return networks;
          }

          @Override
          public String[] requiredModules() {
            return new String[0];
          }

          @Override
          public String[] requiredChecks() {
            return new String[0];
          }

          @Override
          public Class<? extends Annotation> annotationType() {
            return HealthConfig.class;
          }
        });
  }
}
