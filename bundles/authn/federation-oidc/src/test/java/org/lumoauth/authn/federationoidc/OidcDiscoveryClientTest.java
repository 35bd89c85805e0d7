/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.ACME;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.ISSUER;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.web.ApiException;

class OidcDiscoveryClientTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void delaysRetryAfterUnavailableProvider() {
    OutboundHttpClient silent =
        request -> {
          asked.incrementAndGet();
          throw new OutboundException("nobody is there", false);
        };
    var discovery = new OidcDiscoveryClient(silent, nanos::get);
    for (int i = 0; i < 3; i++) {
      refuses(discovery);
    }
    assertEquals(1, asked.get());

    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    refuses(discovery);
    assertEquals(2, asked.get());
  }

  @Test
  void delaysRetryAfterInvalidMetadata() {
    var discovery = new OidcDiscoveryClient(request -> answer("[]"), nanos::get);
    refuses(discovery);
    refuses(discovery);

    assertEquals(1, asked.get());
  }

  @Test
  void sharesOngoingMetadataRequest() throws Exception {
    var slow = new CountDownLatch(1);
    var there = new CountDownLatch(1);
    OutboundHttpClient http =
        request -> {
          there.countDown();
          await(slow);
          return answer(OidcMessageJsonCodec.write(document()));
        };
    var discovery = new OidcDiscoveryClient(http, nanos::get);
    var first = CompletableFuture.supplyAsync(() -> discovery.of(ACME, ISSUER));
    await(there);
    refuses(discovery); // having waited a little

    var third = CompletableFuture.supplyAsync(() -> discovery.of(ACME, ISSUER));
    slow.countDown();
    assertEquals(first.get(60, TimeUnit.SECONDS), third.get(60, TimeUnit.SECONDS));
    assertEquals(1, asked.get());
  }

  /** A tenant that has no place left can't have a provider closed to the others. */
  @Test
  void cachesFailuresPerTenant() {
    var globex = aTenant("globex").build();
    OutboundHttpClient full =
        request -> {
          if (request.tenantId().equals(Optional.of(ACME.id()))) {
            throw new OutboundException("too many requests are in progress", false);
          }
          return answer(OidcMessageJsonCodec.write(document()));
        };
    var discovery = new OidcDiscoveryClient(full, nanos::get);
    refuses(discovery);

    assertEquals(ISSUER + "/token", discovery.of(globex, ISSUER).token().toString());
    refuses(discovery);
  }

  private static Map<String, Object> document() {
    return new OidcProviderFixture().document;
  }

  private OutboundResponse answer(String body) {
    asked.incrementAndGet();
    return new OutboundResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refuses(OidcDiscoveryClient discovery) {
    assertEquals(503, assertThrows(ApiException.class, () -> discovery.of(ACME, ISSUER)).status());
  }
}
