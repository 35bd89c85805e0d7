/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** An issuer with metadata and keys, and the verifier of this server, with a settable time. */
final class WorkloadIssuerFixture implements OutboundHttpClient, InstantSource {

  static final TenantContext ACME = aTenant().build();
  static final String NAME = "https://platform.example";
  static final TestJwtSigner KEY = TestJwtSigner.rs256("k1");

  final List<String> asked = new ArrayList<>();
  Instant now = Instant.ofEpochSecond(1_800_000_000);
  int status = 200;
  String metadata =
      """
      {"issuer":"%s","jwks_uri":"%s/keys"}"""
          .formatted(NAME, NAME);
  boolean down;
  boolean refused;
  final List<Optional<String>> tenants = new ArrayList<>();

  final JwtWorkloadTokenVerifier tokens =
      new JwtWorkloadTokenVerifier(
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), this),
          (tenant, address, kid) -> {
            asked.add(address.toString());
            return List.of(KEY.jwk());
          },
          this,
          new ForeignSignatureVerifier(JcaProviderSelector.fastest()),
          this);

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public OutboundResponse send(OutboundRequest request) throws OutboundException {
    asked.add(request.uri().toString());
    tenants.add(request.tenantId());
    if (down) {
      throw new OutboundException("no answer", refused);
    }
    return new OutboundResponse(status, Map.of(), metadata.getBytes(StandardCharsets.UTF_8));
  }

  Map<String, Object> trust() {
    return new HashMap<>(Map.of("issuer", NAME, "subjects", List.of("job-7")));
  }

  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", NAME);
    claims.put("sub", "job-7");
    claims.put("aud", ACME.issuer());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 600);
    return claims;
  }

  Map<String, Object> with(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }
}
