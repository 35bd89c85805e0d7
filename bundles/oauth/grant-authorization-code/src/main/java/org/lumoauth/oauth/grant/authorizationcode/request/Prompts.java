package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthError;

/** The {@code prompt} parameter (OpenID Connect Core section 3.1.2.1, Prompt Create 1.0). */
public final class Prompts {

  public static final String NONE = "none";
  public static final String LOGIN = "login";
  public static final String CONSENT = "consent";
  public static final String SELECT_ACCOUNT = "select_account";
  public static final String CREATE = "create";

  /** {@code prompt_values_supported}. */
  public static final List<String> ALL = List.of(NONE, LOGIN, CONSENT, SELECT_ACCOUNT, CREATE);

  private Prompts() {}

  static Set<String> checked(Set<String> prompts) {
    if (!ALL.containsAll(prompts)) {
      throw OAuthError.invalidRequest("A value of prompt is not known here.");
    }
    if (prompts.contains(NONE) && prompts.size() > 1) {
      throw OAuthError.invalidRequest("prompt=none stands alone.");
    }
    return prompts;
  }
}
