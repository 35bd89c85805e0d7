/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.oauth.ciba.request.CibaValueJsonWriter;
import org.lumoauth.platform.web.oauth.JsonParameterParser;

/**
 * JWTs that are written down as {@code TYPE ALGORITHM CLAIMS}, held to what is expected of them.
 * That signatures are verified is the real one's to show.
 */
public final class PlainTextJwtVerifier implements ForeignJwtVerifier, ClientKeyProvider {

  private final InstantSource clock;

  PlainTextJwtVerifier(InstantSource clock) {
    this.clock = clock;
  }

  /** Writes a JWT down. */
  public static String jwt(String type, String algorithm, Map<String, Object> claims) {
    return type + " " + algorithm + " " + CibaValueJsonWriter.write(claims);
  }

  @Override
  public VerifiedForeignJwt verify(String jwt, JwtKeySource keys, JwtExpectation expected)
      throws InvalidTokenException {
    String[] parts = jwt.split(" ", 3);
    Map<String, Object> claims = unverifiedClaims(jwt).orElse(Map.of());
    require(parts.length == 3 && expected.types().contains(parts[0]), "typ is another");
    require(expected.algorithms().contains(parts[1]), "the algorithm is not allowed");
    require(
        expected.issuer().map(of -> of.equals(claims.get("iss"))).orElse(true), "iss is another");
    Object aud = claims.getOrDefault("aud", "");
    Collection<?> audience = aud instanceof Collection<?> several ? several : List.of(aud);
    require(
        expected.audience().isEmpty() || audience.stream().anyMatch(expected.audience()::contains),
        "aud is another");
    require(claims.keySet().containsAll(expected.required()), "a claim is missing");
    long now = clock.instant().getEpochSecond();
    if (expected.maxLifetime().isPresent()) {
      require(claims.get("exp") instanceof Number, "exp is missing");
      long exp = ((Number) claims.get("exp")).longValue();
      require(exp + expected.skew().toSeconds() >= now, "the token has expired");
      require(exp <= now + expected.maxLifetime().get().toSeconds(), "it lives too long");
    }
    return new VerifiedForeignJwt(Map.of(), claims, "");
  }

  @Override
  public Optional<Map<String, Object>> unverifiedClaims(String jwt) {
    String[] parts = jwt.split(" ", 3);
    return parts.length == 3 ? JsonParameterParser.parseObject(parts[2]) : Optional.empty();
  }

  @Override
  public List<Map<String, Object>> find(TenantContext tenant, Client client, Optional<String> kid) {
    return List.of();
  }

  private static void require(boolean holds, String otherwise) throws InvalidTokenException {
    if (!holds) {
      throw new InvalidTokenException(otherwise, false);
    }
  }
}
