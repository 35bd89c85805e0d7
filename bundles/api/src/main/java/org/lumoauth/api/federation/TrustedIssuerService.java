/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.federation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Manages the trusted issuers of tenants and verifies their assertions (RFC 7521, RFC 7523).
 * Answers from memory, except for keys that must be fetched; the next call sees a change.
 *
 * <p>A token that is issued for an assertion must contain the issuer's id in the claim {@code
 * issuer_ids}, so that it is revoked when the issuer is disabled or deleted.
 */
@ProviderType
public interface TrustedIssuerService {

  /**
   * The intended use of an assertion.
   *
   * @param client the client that presents it
   * @param types the accepted {@code typ} values, in lower case and without {@code application/};
   *     the empty string means that the parameter is absent. A kind of assertion with its own rules
   *     has its own type
   * @param singleUse whether it must have a {@code jti} and can be used only once
   */
  record AssertionUse(Client client, Set<String> types, boolean singleUse) {
    public AssertionUse {
      types = Set.copyOf(types);
    }
  }

  /**
   * A verified assertion.
   *
   * @param issuer the issuer
   * @param header the protected header
   * @param claims the claims
   * @param expiresAt {@code exp}
   */
  record VerifiedAssertion(
      TrustedIssuer issuer,
      Map<String, Object> header,
      Map<String, Object> claims,
      Instant expiresAt) {

    /** Returns {@code sub}, in the format of the issuer. Every verified assertion has one. */
    public String subject() {
      return (String) Objects.requireNonNull(claims.get("sub"), "the assertion has no subject");
    }

    @Override
    public String toString() {
      return "Assertion[" + issuer.id() + "]";
    }
  }

  /** Returns the issuer with this {@code iss}, enabled or not. */
  Optional<TrustedIssuer> find(TenantContext tenant, String issuer);

  /**
   * Verifies an assertion: the issuer must be trusted and enabled, the client must be allowed to
   * present it, it must have a {@code sub}, and signature, type, audience and times must be valid
   * (RFC 7523 section 3).
   *
   * @throws InvalidTokenException if the assertion is invalid; the message is for the client's
   *     developer and contains no secrets
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} if the issuer's
   *     keys cannot be fetched now; the assertion is then not consumed
   */
  VerifiedAssertion verify(TenantContext tenant, String jwt, AssertionUse use)
      throws InvalidTokenException;

  /**
   * Returns the tenant's subject of an assertion, according to the issuer's mapping. Users are
   * never created.
   *
   * @return empty if no subject matches, or the issuer may not assert it
   */
  Optional<SubjectRef> resolveSubject(TenantContext tenant, VerifiedAssertion assertion);
}
