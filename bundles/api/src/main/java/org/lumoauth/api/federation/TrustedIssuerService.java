package org.lumoauth.api.federation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Issuers of assertions that tenants trust, and what their assertions say (RFC 7521, RFC 7523).
 * Answers from memory but for keys that have to be fetched; a change is seen by the next call.
 *
 * <p>Whoever makes a token from an assertion puts the issuer's id into the claim {@code
 * issuer_ids}, so that it ends with the trust in the issuer.
 */
@ProviderType
public interface TrustedIssuerService {

  /**
   * How an assertion is to be used.
   *
   * @param client who presents it
   * @param types {@code typ} values, in lower case and without {@code application/}; the empty text
   *     stands for none. A kind of assertion with rules of its own has its own type
   * @param once whether it must have a {@code jti} and is used up
   */
  record AssertionUse(Client client, Set<String> types, boolean singleUse) {
    public AssertionUse {
      types = Set.copyOf(types);
    }
  }

  /**
   * An assertion that holds.
   *
   * @param issuer whose it is
   * @param header the protected header
   * @param claims what it says
   * @param expiresAt {@code exp}
   */
  record VerifiedAssertion(
      TrustedIssuer issuer,
      Map<String, Object> header,
      Map<String, Object> claims,
      Instant expiresAt) {

    /** {@code sub}, in the issuer's own form. */
    public String subject() {
      return (String) claims.get("sub");
    }

    @Override
    public String toString() {
      return "Assertion[" + issuer.id() + "]";
    }
  }

  /** The issuer with this {@code iss}, enabled or not. */
  Optional<TrustedIssuer> find(TenantContext tenant, String issuer);

  /**
   * Verifies an assertion: that its issuer is trusted and enabled, that the client may present it,
   * signature, type, audience and times (RFC 7523 section 3).
   *
   * @throws InvalidTokenException if it does not hold; the message is for the client's developer
   *     and holds nothing secret
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} if the issuer's
   *     keys can't be had now; nothing is used up
   */
  VerifiedAssertion verify(TenantContext tenant, String jwt, AssertionUse use)
      throws InvalidTokenException;

  /**
   * Whom of the tenant an assertion is about, as the issuer's mapping says. Nobody is ever made.
   *
   * @return empty if it is nobody who is known here or whom this issuer may speak for
   */
  Optional<SubjectRef> resolveSubject(TenantContext tenant, VerifiedAssertion assertion);
}
