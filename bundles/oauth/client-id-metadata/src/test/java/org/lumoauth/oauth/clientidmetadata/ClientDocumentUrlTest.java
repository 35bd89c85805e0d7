/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.outbound.OutboundException;

/** URLs from which client documents are fetched, and URLs that are refused. */
class ClientDocumentUrlTest extends ClientDocumentFixture {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app",
        "cli_1",
        "http://app.example/client.json",
        "HTTPS://app.example/client.json",
        "https://app.example",
        "https://app.example?x=/y",
        "https://u:p@app.example/client.json",
        "https://app.example/a/../client.json",
        "https://app.example/./client.json",
        "https://app.example/%2E%2e/client.json",
        "https://app.example/a%2f..%2fclient.json",
        "https://app.example/client.json#x",
        "https://app.example/client.json ",
        "https://app.example\\@evil.example/client.json",
        "https://\u0430pp.example/client.json",
        "https://app.example/\u0000",
        "file:///etc/passwd",
        "https:///client.json"
      })
  void fetchesNothingForInvalidDocumentUrl(String clientId) {
    assertEquals(Optional.empty(), source.find(ACME, clientId));
    assertEquals(List.of(), asked);
  }

  @Test
  void rejectsOverlongDocumentUrl() {
    assertEquals(Optional.empty(), source.find(ACME, "https://app.example/" + "x".repeat(300)));
    assertEquals(List.of(), asked);
  }

  /** Names are resolved and checked behind the contract: what it refuses makes no client. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/client.json",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/client.json",
        "https://10.0.0.1/client.json",
        "https://localhost/client.json"
      })
  void rejectsSpecialUseAddress(String clientId) {
    document.put("client_id", clientId);
    failure = Optional.of(new OutboundException("the host may not be asked", true));

    assertEquals(Optional.empty(), source.find(ACME, clientId));
    assertTrue(asked.stream().allMatch(request -> request.uri().toString().equals(clientId)));
  }

  @Test
  void rejectsDnsRebinding() {
    find();
    now =
        now.plus(ClientMetadataFreshnessPolicy.USUAL)
            .plus(ClientMetadataCacheEntry.STALE_WHILE_ERROR);
    failure =
        Optional.of(new OutboundException("the host resolves to a special-use address", true));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void acceptsOnlyDomainsAllowedByTenant() {
    allow(CimdSettings.DOMAINS.name(), List.of("example.org"));
    assertEquals(Optional.empty(), find());
    assertEquals(List.of(), asked);

    allow(CimdSettings.DOMAINS.name(), List.of("Example"));
    assertTrue(find().isPresent());
    allow(CimdSettings.DOMAINS.name(), List.of("p.example"));
    assertEquals(Optional.empty(), find());
  }

  @Test
  void countsFetchAgainstRequestingTenant() {
    find();

    assertEquals(Optional.of(ACME.id()), asked.get(0).tenantId());
  }

  @Test
  void limitsFetchesPerHostAndMinute() {
    status = 404;
    for (int i = 0; i < ClientMetadataFetcher.A_MINUTE_AND_HOST + 20; i++) {
      source.find(ACME, URL + "?" + i);
    }

    assertEquals(ClientMetadataFetcher.A_MINUTE_AND_HOST, asked.size());
  }
}
