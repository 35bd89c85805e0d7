/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.support.audit.AuditDeliveryQueue;

/**
 * Posts batches of audit records. A 2xx response accepts a batch; 400, 413 and 422 reject it
 * permanently.
 */
final class HttpAuditBatchSender implements AuditDeliveryQueue.AuditBatchReceiver {
  private static final Set<Integer> REJECTED = Set.of(400, 413, 422);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_RESPONSE_BYTES = 64 * 1024;

  private final ObjectMapper json = new ObjectMapper();
  private final OutboundHttpClient http;
  private final URI url;
  private final Map<String, String> headers = new HashMap<>();

  HttpAuditBatchSender(OutboundHttpClient http, URI url, String authorization) {
    this.http = http;
    this.url = url;
    headers.put("Content-Type", "application/json");
    if (!authorization.isBlank()) {
      headers.put("Authorization", authorization.strip());
    }
  }

  @Override
  public boolean send(List<AuditRecord> batch) throws IOException, OutboundException {
    byte[] body =
        json.writeValueAsBytes(Map.of("records", batch.stream().map(AuditRecord::asMap).toList()));
    int status =
        http.send(
                new OutboundRequest(
                    "audit-http",
                    "POST",
                    url,
                    headers,
                    Optional.of(body),
                    TIMEOUT,
                    MAX_RESPONSE_BYTES))
            .status();
    if (status >= 200 && status < 300) {
      return true;
    }
    if (REJECTED.contains(status)) {
      return false;
    }
    throw new IOException("the receiver responded with status " + status);
  }
}
