package org.lumoauth.api.authn;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a rule about callers that looks at the request too, as from which addresses some
 * of them may call. Registered with {@code lumoauth.kind=caller-rule} and {@code lumoauth.name}.
 * Asked on every request once its caller is known and enabled, so it answers from memory. What it
 * knows of a caller of one tenant it does not hold against one of another.
 *
 * <p>While a rule is away whose module is installed, nobody calls whom it might have refused:
 * without a word from it that is everybody.
 */
public interface CallerRule {

  /**
   * Service property, a {@code String} or {@code String[]}: the types of subjects of which the rule
   * may have something to say, be it the caller's subject or one of its actors. Of all, where it is
   * missing.
   */
  String SUBJECTS = "lumoauth.caller-rule.subjects";

  /**
   * Refuses a caller, or does nothing: for callers that the rule is not about, and for those that
   * it does not know.
   *
   * @throws org.lumoauth.api.web.ApiException 403 if the caller may not call so; it repeats nothing
   *     of the request
   */
  void check(TenantContext tenant, Caller caller, HttpRequestView request);
}
