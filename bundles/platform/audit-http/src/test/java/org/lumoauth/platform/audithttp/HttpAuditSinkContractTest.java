/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.support.audit.AuditDeliveryQueue;
import org.lumoauth.testkit.contract.platform.AuditSinkContract;

class HttpAuditSinkContractTest extends AuditSinkContract {
  private final AtomicInteger accepted = new AtomicInteger();
  private final BlockingQueue<String> ids = new LinkedBlockingQueue<>();
  private final AuditDeliveryQueue delivery =
      new AuditDeliveryQueue(
          "audit-http",
          100,
          2,
          new HttpAuditBatchSender(
              this::receive, URI.create("https://siem.example.com/"), "Bearer x"));

  private OutboundResponse receive(OutboundRequest request) {
    assertEquals("Bearer x", request.headers().get("Authorization"));
    try {
      JsonNode body = new ObjectMapper().readTree(request.body().orElseThrow());
      body.path("records").forEach(each -> ids.add(each.path("id").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OutboundResponse(204, Map.of(), new byte[0]);
  }

  @AfterEach
  void stop() {
    delivery.close();
  }

  @Override
  protected AuditSink sink() {
    return records -> {
      accepted.addAndGet(records.size());
      delivery.accept(records);
    };
  }

  @Override
  protected List<String> arrived() {
    List<String> arrived = new ArrayList<>();
    try {
      while (arrived.size() < accepted.get()) {
        arrived.add(ids.poll(20, TimeUnit.SECONDS));
      }
      return arrived;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
