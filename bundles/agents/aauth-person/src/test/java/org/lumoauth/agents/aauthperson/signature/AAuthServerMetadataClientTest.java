/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;

class AAuthServerMetadataClientTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String SERVER = "https://r.example";

  private long nanos;
  private int requests;
  private boolean available = true;
  private final AAuthServerMetadataClient client =
      new AAuthServerMetadataClient(this::send, () -> nanos);

  @Test
  void cachesADocumentForAMinute() {
    find();
    nanos += Duration.ofSeconds(59).toNanos();
    assertTrue(find().isPresent());
    assertEquals(1, requests);

    nanos += Duration.ofSeconds(1).toNanos();
    find();
    assertEquals(2, requests);
  }

  /** Revocation notifications are retried after 10 seconds. */
  @Test
  void cachesFailureForLessThanFirstNotificationRetry() {
    available = false;
    assertTrue(find().isEmpty());
    assertTrue(find().isEmpty());
    assertEquals(1, requests);

    available = true;
    nanos += Duration.ofSeconds(5).toNanos();
    assertTrue(find().isPresent());
  }

  private Optional<AAuthServerMetadata> find() {
    return client.find(ACME, SERVER, "aauth-resource.json");
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    requests++;
    if (!available) {
      throw new OutboundException("no response in time", false);
    }
    return new OutboundResponse(
        200, Map.of(), ("{\"issuer\":\"" + SERVER + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
