package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a kind of assertion with rules of its own that the JWT bearer grant takes (RFC
 * 7523 section 2.1), as an ID-JAG. Registered with {@code lumoauth.kind=assertion-profile} and
 * {@code lumoauth.name} = its {@code typ}, in lower case and without {@code application/}.
 */
public interface AssertionProfile {

  /**
   * What an assertion of this kind lets its client have.
   *
   * @param scope the scopes, where it names some: a ceiling
   * @param resources the resources that the token is for, where it names some: of those that the
   *     client may have ({@link ClientResourceRules}), for nobody looks at them afterwards
   * @param actors who acts for its subject, the current actor first: subjects of a source that
   *     knows whether they may
   * @param authorizationDetails what it permits in detail (RFC 9396 section 2), where it does: a
   *     ceiling; whether the tenant knows their types, and the client may have them, is asked
   *     afterwards
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

    /** Of an assertion that permits nothing in detail. */
    public AssertionTerms(
        Optional<Set<String>> scope, List<String> resources, List<SubjectRef> actors) {
      this(scope, resources, actors, List.of());
    }

    /** Of an assertion whose subject acts itself. */
    public AssertionTerms(Optional<Set<String>> scope, List<String> resources) {
      this(scope, resources, List.of());
    }
  }

  /**
   * Checks an assertion whose issuer is trusted and whose signature, times and {@code aud} hold. Of
   * the form of its other claims nobody has looked at anything: each may be any JSON value.
   *
   * @throws OAuthException {@code invalid_grant} if it breaks a rule of its kind, {@code
   *     invalid_target} if it names a resource that the client may not have
   */
  AssertionTerms check(TenantContext tenant, GrantRequest request, VerifiedAssertion assertion);
}
