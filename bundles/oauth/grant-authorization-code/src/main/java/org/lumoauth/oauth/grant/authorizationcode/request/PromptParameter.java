package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;

/** The {@code prompt} parameter (OpenID Connect Core section 3.1.2.1, Prompt Create 1.0). */
public final class PromptParameter {

  public static final String NONE = "none";
  public static final String LOGIN = "login";
  public static final String CONSENT = "consent";
  public static final String SELECT_ACCOUNT = "select_account";
  public static final String CREATE = "create";

  private static final List<String> ALWAYS = List.of(NONE, LOGIN, CONSENT, SELECT_ACCOUNT);

  private PromptParameter() {}

  /**
   * {@code prompt_values_supported}.
   *
   * @param registers whether people may make accounts here (Prompt Create 1.0 section 4.1)
   */
  public static List<String> supported(boolean registers) {
    List<String> offered = new ArrayList<>(ALWAYS);
    if (registers) {
      offered.add(CREATE);
    }
    return List.copyOf(offered);
  }

  /**
   * The prompts of a request.
   *
   * @throws OAuthException {@code invalid_request} if one is not offered, or not beside another
   */
  static Set<String> validate(Set<String> prompts, boolean registers) {
    if (!supported(registers).containsAll(prompts)) {
      throw OAuthException.invalidRequest("A value of prompt is not known here.");
    }
    if (prompts.contains(NONE) && prompts.size() > 1) {
      throw OAuthException.invalidRequest("prompt=none stands alone.");
    }
    return prompts;
  }
}
