/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a kind of assertion with its own rules for the JWT bearer grant (RFC 7523
 * section 2.1), such as an ID-JAG. Registered with {@code lumoauth.kind=assertion-profile} and
 * {@code lumoauth.name} = its {@code typ}, in lower case and without {@code application/}.
 */
public interface AssertionProfile {

  /**
   * The limits of tokens that are issued for an assertion of this kind.
   *
   * @param scope the maximum scope, if the assertion names scopes
   * @param resources the resources of the token, if the assertion names some. The profile must
   *     check that the client may have them, because they are not checked afterwards
   * @param actors the actors for the assertion's subject, the current actor first: subjects of a
   *     source that determines whether they may act
   * @param authorizationDetails the maximum authorization details (RFC 9396 section 2), if the
   *     assertion names some; whether the tenant knows their types, and the client may have them,
   *     is checked afterwards
   */
  record AssertionTerms(
      Optional<Set<String>> scope,
      List<String> resources,
      List<SubjectRef> actors,
      List<Map<String, Object>> authorizationDetails) {
    public AssertionTerms {
      resources = List.copyOf(resources);
      actors = List.copyOf(actors);
      authorizationDetails = List.copyOf(authorizationDetails);
    }

    /** Creates terms without authorization details. */
    public AssertionTerms(
        Optional<Set<String>> scope, List<String> resources, List<SubjectRef> actors) {
      this(scope, resources, actors, List.of());
    }

    /** Creates terms for an assertion without actors. */
    public AssertionTerms(Optional<Set<String>> scope, List<String> resources) {
      this(scope, resources, List.of());
    }
  }

  /**
   * Checks an assertion with a trusted issuer and valid signature, times and {@code aud}. Its other
   * claims are not validated: each may be any JSON value.
   *
   * @throws OAuthException {@code invalid_grant} if it violates a rule of its kind, {@code
   *     invalid_target} if it names a resource that the client may not have
   */
  AssertionTerms check(
      TenantContext tenant, AuthenticatedTokenRequest request, VerifiedAssertion assertion);
}
